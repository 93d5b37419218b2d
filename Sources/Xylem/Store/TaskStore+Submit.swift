import XylemStorage

/// The way to the engine: a command goes in, and its outcome comes back once it may be believed.
extension TaskStore {
  /// Submits one command and waits until it is as durable as asked.
  ///
  /// - Throws: `.refused`, `.closed`, or `.poisoned` after a failed write.
  package func submit(
    _ command: Command, durability: Durability = .synced
  ) async throws(StoreError) -> Outcome {
    try await settled { engine.submit(command, durability: durability, waiter: $0) }
  }

  /// Suspends until the waiter that `body` got is released; then what `body` returned counts. It is
  /// called again after each time that the open batch was full.
  func settled<Value: Sendable>(
    _ body: (Waiter) -> Result<Value, StoreError>
  ) async throws(StoreError) -> Value {
    while true {
      do throws(StoreError) { return try await settledOnce(body) } catch {
        guard error == .refused(.batchFull), !isPlanted(.refuseInsteadOfWaiting) else {
          throw error
        }
      }
      try await untilRoom()
    }
  }

  /// Suspends until the batch that was full is written. Callers that are faster than the disk wait
  /// here, so that no more than a batch of their work is in memory.
  func untilRoom() async throws(StoreError) {
    let failure = await withUnsafeContinuation { engine.waitForRoom(.task($0)) }
    if let failure { throw failure }
  }

  private func settledOnce<Value: Sendable>(
    _ body: (Waiter) -> Result<Value, StoreError>
  ) async throws(StoreError) -> Value {
    var result = Result<Value, StoreError>.failure(.closed)
    let failure = await withUnsafeContinuation { result = body(.task($0)) }
    if let failure { throw failure }
    return try result.get()
  }

  /// Looks at the state as far as it is durable.
  ///
  /// - Throws: `.closed`, or `.poisoned` after a failed write.
  package func inspect<Value: Sendable>(
    _ body: (borrowing TaskStateMachine) -> Value
  ) async throws(StoreError) -> Value {
    try await settled { engine.inspect(waiter: $0, body) }
  }
}
