extension TaskStore {
  /// Enqueues and cancels together: all of it or, after an error or a crash, nothing. One sync.
  ///
  ///     try await store.commit { batch in
  ///       batch.enqueue(SendReceipt(order: 7))
  ///       batch.cancel(reminder)
  ///     }
  ///
  /// - Parameters:
  ///   - durability: What has happened to the batch when this returns.
  ///   - body: Fills the batch, at most ``Limits/batchCommandsMax`` commands and
  ///     ``Limits/groupBytesMax`` bytes, and less in stores with small segments. It runs where the
  ///     caller does, so an actor's own variables are at hand.
  /// - Returns: The task of each enqueue, in order; for a duplicate the one that was there before.
  ///   Empty for an empty batch, which writes nothing.
  /// - Throws: what `body`, a `validate()` or encoding throws, before anything is written;
  ///   `StoreError.refused` with the first refusal of any command, or with `.invalidBatch` or
  ///   `.conflict` when two commands concern one task, and nothing is written; `StoreError.closed`,
  ///   or `.poisoned` when the batch's fate is open until the next opening.
  @discardableResult
  public nonisolated(nonsending) func commit(
    durability: Durability = .synced, _ body: (inout TaskBatch) throws -> Void
  ) async throws -> [TaskID] {
    var batch = TaskBatch()
    try body(&batch)
    let commands = try batch.commands.get()
    guard !commands.isEmpty else { return [] }
    let outcomes = try await settled {
      engine.submitGroup(commands, durability: durability, waiter: $0)
    }
    return outcomes.compactMap {
      switch $0 {
      case .enqueued(let id), .duplicate(let id): id
      default: nil
      }
    }
  }
}
