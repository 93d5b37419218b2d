import XylemStorage

/// Collects the news of a worker until it looks. What comes meanwhile is added up, so it is
/// bounded, and many handlers that end together are one piece of news.
final class WorkerInbox: @unchecked Sendable {
  // Unchecked because every access to the variables is under the lock.
  private let lock = Lock()
  private var news = WorkerStateMachine.News()
  private var cancelled: [TaskReference] = []
  private var failure: StoreError?
  private var isWanted = false
  private var isHungry = true
  private var continuation: UnsafeContinuation<Void, Never>?

  /// What came since the last look.
  struct Content {
    var news: WorkerStateMachine.News
    var cancelled: [TaskReference]
    var failure: StoreError?
  }

  /// Whether the worker is to take nothing more.
  var isStopped: Bool { lock.withLock { news.isStopped } }

  /// A queue became ready. Wakes the worker only if it has slots.
  func noteReady() {
    deliver {
      news.isReady = true
      return isHungry
    }
  }

  /// A handler came to its end.
  func noteEnded() {
    deliver {
      news.endedCount += 1
      return true
    }
  }

  /// A task was cancelled, perhaps one that runs here.
  func noteCancelled(_ task: TaskReference) {
    deliver {
      cancelled.append(task)
      return true
    }
  }

  /// The worker is to take nothing more.
  func stop() {
    deliver {
      news.isStopped = true
      return true
    }
  }

  /// The store is gone.
  func fail(_ failure: StoreError) {
    deliver {
      self.failure = self.failure ?? failure
      news.isStopped = true
      return true
    }
  }

  /// Waits for news and takes it all. Called by one task at a time.
  func next(isHungry: Bool) async -> Content {
    await withUnsafeContinuation { continuation in
      let isKnown = lock.withLock { () -> Bool in
        self.isHungry = isHungry
        if isWanted || (isHungry && news.isReady && !isPlanted(.loseWakeUp)) { return true }
        self.continuation = continuation
        return false
      }
      if isKnown { continuation.resume() }
    }
    return lock.withLock {
      defer {
        news = WorkerStateMachine.News()
        cancelled = []
        isWanted = false
      }
      return Content(news: news, cancelled: cancelled, failure: failure)
    }
  }

  private func deliver(_ note: () -> Bool) {
    let waiting = lock.withLock { () -> UnsafeContinuation<Void, Never>? in
      if note() { isWanted = true }
      guard isWanted else { return nil }
      defer { continuation = nil }
      return continuation
    }
    waiting?.resume()
  }
}
