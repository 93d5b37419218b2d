extension Command.Enqueue {
  /// The command that adds `payload`, validated, encoded and known to fit.
  ///
  /// - Throws: what `validate()` or encoding throws, and `StoreError.refused(.payloadTooLarge)`.
  init<Payload: TaskPayload>(_ payload: Payload, _ wishes: EnqueueWishes) throws {
    try payload.validate()
    let bytes = try PayloadCoder.encode(payload)
    guard bytes.count <= Limits.payloadBytesMax else {
      throw StoreError.refused(.payloadTooLarge(bytes: bytes.count))
    }
    let options = Payload.options
    self.init(queue: options.queue, kind: TaskKind(Payload.self), payload: bytes)
    priority = wishes.priority ?? options.priority
    delayMilliseconds = wishes.delay.clampedMilliseconds
    expiryMilliseconds = wishes.expiry?.clampedMilliseconds
    uniqueKey = wishes.unique?.text
  }
}

extension TaskKind {
  /// What the store keeps of the options of `Payload`.
  init<Payload: TaskPayload>(_ type: Payload.Type) {
    let options = Payload.options
    let standardRetention = Payload.Output.self == NoOutput.self ? Duration.zero : .seconds(3600)
    self.init(
      name: Payload.name, retry: options.retry,
      deliveryLimit: UInt32(clamping: options.deliveryLimit),
      retentionMilliseconds: (options.resultRetention ?? standardRetention).clampedMilliseconds)
  }
}
