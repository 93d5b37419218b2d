import CPosix

/// Mutual exclusion between threads, for critical sections of microseconds.
///
/// A pthread mutex rather than the standard library's: the thread sanitizer does not see that one
/// on Linux and reports races that are none. The mutex lives on the heap, for it must not move.
package final class Lock: Sendable {
  @usableFromInline
  nonisolated(unsafe) let mutex: OpaquePointer

  /// Makes an open lock.
  package init() {
    guard let mutex = xylem_mutex_create() else { preconditionFailure("no memory for a lock") }
    self.mutex = mutex
  }

  deinit { xylem_mutex_destroy(mutex) }

  /// Waits for the lock and takes it. Taking it twice on one thread never returns.
  @inlinable
  package func lock() { xylem_mutex_lock(mutex) }

  /// Gives the lock back, on the thread that took it.
  @inlinable
  package func unlock() { xylem_mutex_unlock(mutex) }

  /// Runs `body` holding the lock; rethrows its error after giving the lock back.
  @inlinable
  package func withLock<Success: ~Copyable, Failure: Error>(
    _ body: () throws(Failure) -> Success
  ) throws(Failure) -> Success {
    lock()
    defer { unlock() }
    return try body()
  }
}
