/// What a worker does with the tasks of one kind.
public struct Handler: Sendable {
  /// The kind, by its name.
  public let name: TaskName

  let timeLimit: Duration?
  /// From the stored payload to the bytes of the result.
  private(set) var body: @Sendable ([UInt8], TaskContext) async throws -> [UInt8]

  /// Handles tasks of the kind `type` with `body`, whose result is the task's output.
  ///
  /// A task may be delivered more than once, for example when the process dies after the work and
  /// before its outcome is durable: the handler must not mind. What it throws decides what is next:
  /// ``PermanentFailure`` makes the task a dead letter, ``RetryAfter`` names the wait, any other
  /// error is retried by the kind's policy, with its description as the message. Its Swift task is
  /// cancelled when the time limit is over, the lease is lost, or the task or the store goes away.
  @_disfavoredOverload  // A closure that only throws fits both, and then this is not meant.
  public init<Payload: TaskPayload>(
    _ type: Payload.Type,
    _ body: @escaping @Sendable (Payload, TaskContext) async throws -> Payload.Output
  ) {
    name = Payload.name
    timeLimit = Payload.options.timeLimit
    self.body = { bytes, context in
      let payload = try Self.readable(Payload.self, bytes)
      return try Self.storable(try await body(payload, context))
    }
  }

  /// Handles tasks of a kind that has no output.
  public init<Payload: TaskPayload>(
    _ type: Payload.Type, _ body: @escaping @Sendable (Payload, TaskContext) async throws -> Void
  ) where Payload.Output == NoOutput {
    name = Payload.name
    timeLimit = Payload.options.timeLimit
    self.body = { bytes, context in
      try await body(try Self.readable(Payload.self, bytes), context)
      return []
    }
  }

  /// The same handler with `wrap` around each run, which may do more than call the run it is given.
  package func around(
    _ wrap: @escaping @Sendable (TaskContext, () async throws -> [UInt8]) async throws -> [UInt8]
  ) -> Handler {
    var wrapped = self
    wrapped.body = { [body] bytes, context in
      try await wrap(context) { try await body(bytes, context) }
    }
    return wrapped
  }

  private static func readable<Payload: TaskPayload>(
    _ type: Payload.Type, _ bytes: [UInt8]
  ) throws -> Payload {
    let payload: Payload
    do { payload = try PayloadCoder.decode(type, from: bytes) } catch {
      throw PermanentFailure("the payload cannot be decoded: \(error)")
    }
    do { try payload.validate() } catch {
      throw PermanentFailure("the payload is not valid: \(error)")
    }
    return payload
  }

  private static func storable(_ output: some Encodable) throws -> [UInt8] {
    let bytes: [UInt8]
    do { bytes = try PayloadCoder.encode(output) } catch {
      throw PermanentFailure("the output cannot be encoded: \(error)")
    }
    guard bytes.count <= Limits.payloadBytesMax else {
      throw PermanentFailure("the output is too large: \(bytes.count) bytes")
    }
    return bytes
  }
}
