import XylemCore

/// The end of an opening: a write or a sync failed, and nothing is acknowledged any more.
extension Engine {
  /// Whether a write or a sync has failed.
  package var hasFailed: Bool { lock.withLock { failure != nil } }

  /// Tells everyone who waits, and `committing`, that nothing of theirs will be committed.
  ///
  /// A failing commit hands over its own waiters. A failing maintenance has none, and leaves those
  /// of a commit that is under way to whoever commits it.
  func fail(_ cause: String, releasing committing: [Waiter]) {
    let reason = StoreError.poisoned(reason: cause)
    let (waiters, receiver) = lock.withLock {
      failure = failure ?? reason
      commitWanted.signal()
      return (committing + takeOpenWaiters(), self.receiver)
    }
    for waiter in waiters { waiter.release(reason) }
    receiver?.engineFailed(reason)
  }

  /// Under the lock.
  private func takeOpenWaiters() -> [Waiter] {
    defer {
      pipeline.open.written.removeAll()
      pipeline.open.synced.removeAll()
    }
    return isPlanted(.forgetWaiters) ? [] : pipeline.open.written + pipeline.open.synced
  }
}
