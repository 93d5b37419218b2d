extension TaskStore {
  /// Lets `queue` give only so many tasks from now on, also after restarts; `nil` lets it give any
  /// number again.
  ///
  ///     try await store.limit(queue: "mail", to: .rate(100, per: .seconds(1)).concurrency(5))
  ///
  /// A task that must wait stays where it is and costs nothing; workers hear of it when it may go.
  /// A limit that is there already is no error and changes nothing, so a program may set its limits
  /// whenever it starts. Tasks that are with workers go on. A new rate goes on from where the old
  /// one stood: a burst is not given twice.
  ///
  /// Durable when this returns.
  ///
  /// - Throws: `.refused(.invalidOption)` for numbers out of range, `.refused(.unknownQueue)` for
  ///   `nil` when the queue was never named before, `.refused(.limitReached)` when it would be a
  ///   queue too many; `.closed`, or `.poisoned` after a failed write.
  public func limit(queue: QueueName, to limit: QueueLimit?) async throws(StoreError) {
    _ = try await submit(.limit(queue, limit))
  }

  /// How `queue` is limited now, and how far that is used; `nil` when it is not limited. O(1).
  ///
  /// - Throws: `.closed`, or `.poisoned` after a failed write.
  public func limit(of queue: QueueName) async throws(StoreError) -> LimitUse? {
    let time = engine.logTime
    return try await inspect { state in
      guard let number = state.queues.number(of: queue), let found = state.limit(of: number) else {
        return nil
      }
      let wait = found.opening > time ? found.opening - time : 0
      return LimitUse(
        limit: found.limit, leased: Int(state.queues[number].counters[.leased]),
        wait: .milliseconds(wait))
    }
  }
}
