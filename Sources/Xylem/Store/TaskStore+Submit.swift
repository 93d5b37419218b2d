import XylemStorage

/// The way to the engine: a command goes in, and its outcome comes back once it may be believed.
extension TaskStore {
  func submit(
    _ command: Command, durability: Durability = .synced
  ) async throws(StoreError) -> Outcome {
    try await settled { engine.submit(command, durability: durability, waiter: $0) }
  }

  /// Suspends until the waiter that `body` got is released; then what `body` returned counts.
  func settled<Value: Sendable>(
    _ body: (Waiter) -> Result<Value, StoreError>
  ) async throws(StoreError) -> Value {
    var result = Result<Value, StoreError>.failure(.closed)
    let failure = await withUnsafeContinuation { result = body(.task($0)) }
    if let failure { throw failure }
    return try result.get()
  }

  /// Looks at the state as far as it is durable.
  func inspect<Value: Sendable>(
    _ body: (borrowing TaskStateMachine) -> Value
  ) async throws(StoreError) -> Value {
    try await settled { engine.inspect(waiter: $0, body) }
  }
}
