extension Command.Enqueue {
  /// The command that adds `payload`, validated, encoded and known to fit.
  ///
  /// - Throws: what ``checkedBytes(of:)`` throws.
  init<Payload: TaskPayload>(_ payload: Payload, _ wishes: EnqueueWishes) throws {
    let bytes = try Self.checkedBytes(of: payload)
    let options = Payload.options
    self.init(queue: options.queue, kind: TaskKind(Payload.self), payload: bytes)
    priority = wishes.priority ?? options.priority
    delayMilliseconds = wishes.delay.clampedMilliseconds
    expiryMilliseconds = wishes.expiry?.clampedMilliseconds
    uniqueKey = wishes.unique?.text
  }

  /// The bytes of `payload`, validated, encoded and known to fit.
  ///
  /// - Throws: what `validate()` or encoding throws, and `StoreError.refused(.payloadTooLarge)`.
  static func checkedBytes(of payload: some TaskPayload) throws -> [UInt8] {
    try payload.validate()
    let bytes = try PayloadCoder.encode(payload)
    guard bytes.count <= Limits.payloadBytesMax else {
      throw StoreError.refused(.payloadTooLarge(bytes: bytes.count))
    }
    return bytes
  }
}

extension TaskKind {
  /// What the store keeps of the options of `Payload`.
  convenience init<Payload: TaskPayload>(_ type: Payload.Type) {
    let options = Payload.options
    let standardRetention = Payload.Output.self == NoOutput.self ? Duration.zero : .seconds(3600)
    self.init(
      name: Payload.name, retry: options.retry,
      deliveryLimit: UInt32(clamping: options.deliveryLimit),
      retentionMilliseconds: (options.resultRetention ?? standardRetention).clampedMilliseconds)
  }
}
