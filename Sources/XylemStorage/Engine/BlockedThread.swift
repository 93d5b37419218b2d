import CPosix
import XylemCore

/// A thread that waits for a commit without a Swift task. Never wait on a concurrency pool thread.
package final class BlockedThread: @unchecked Sendable {
  // Unchecked because every access to the variables is under the lock.
  private let lock = Lock()
  private let condition = Condition()
  private var isReleased = false
  private var failure: StoreError?

  /// A thread that has not waited yet.
  package init() {}

  func release(_ failure: StoreError?) {
    lock.withLock {
      self.failure = failure
      isReleased = true
      condition.signal()
    }
  }

  /// Blocks until the commit is done; returns why it failed, or `nil`. On a committing thread it
  /// would wait for itself, and traps.
  package func wait() -> StoreError? {
    precondition(xylem_thread_mark() == nil, "a call that blocks on the thread that commits")
    return lock.withLock {
      while !isReleased { _ = condition.wait(lock) }
      return failure
    }
  }
}
