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
    let seen = try await inspect { state in
      state.queues.number(of: queue).flatMap { number in
        state.limit(of: number).map { ($0, Int(state.queues[number].counters[.leased])) }
      }
    }
    guard let (found, leased) = seen else { return nil }
    // Read afterwards: before the inspection it is the time of the last batch.
    let time = engine.logTime
    let wait = found.opening > time ? found.opening - time : 0
    return LimitUse(limit: found.limit, leased: leased, wait: .milliseconds(wait))
  }
}
