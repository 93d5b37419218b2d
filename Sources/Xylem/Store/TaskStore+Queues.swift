extension TaskStore {
  /// Hands out nothing more from `queue` until it is resumed, also after restarts. Tasks that are
  /// with workers go on. A queue that is paused already, or new, is no error.
  ///
  /// Durable when this returns.
  ///
  /// - Throws: `.refused(.limitReached)` when it would be a queue too many; `.closed`, or
  ///   `.poisoned` after a failed write.
  public func pause(queue: QueueName) async throws(StoreError) {
    _ = try await submit(.pause(queue))
  }

  /// Hands out tasks from `queue` again. A queue that is not paused is no error.
  ///
  /// Durable when this returns.
  ///
  /// - Throws: `.refused(.unknownQueue)` when no task was ever in it and it was never paused;
  ///   `.closed`, or `.poisoned` after a failed write.
  public func resume(queue: QueueName) async throws(StoreError) {
    _ = try await submit(.resume(queue))
  }

  /// Numbers about the tasks and the log, all of one moment and durable. O(queues).
  ///
  /// - Throws: `.closed`, or `.poisoned` after a failed write.
  public func statistics() async throws(StoreError) -> StoreStatistics {
    let (total, queues) = try await inspect { ($0.totals, $0.queues.all) }
    let counts = queues.map { ($0.name, TaskCounts($0.counters)) }
    return StoreStatistics(
      total: TaskCounts(total), queues: Dictionary(uniqueKeysWithValues: counts),
      pausedQueues: Set(queues.filter(\.isPaused).map(\.name)), log: engine.statistics,
      memory: engine.memory)
  }
}
