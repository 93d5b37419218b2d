import CPosix

/// Lets a thread that holds a ``Lock`` sleep until another says that something changed.
///
/// Wake-ups may come without a signal, so the caller looks at its state again after every one.
package final class Condition: Sendable {
  nonisolated(unsafe) private let condition: OpaquePointer

  /// Makes a condition nobody waits for.
  package init() {
    guard let made = xylem_condition_create() else { preconditionFailure("no memory to wait") }
    condition = made
  }

  deinit { xylem_condition_destroy(condition) }

  /// Gives `lock` back, sleeps, and returns holding it again.
  ///
  /// The caller must hold `lock`. The time is measured on the monotonic clock, so a change of the
  /// wall clock neither shortens nor stretches it; nil waits without limit.
  ///
  /// - Returns: false when the time was over, true for a signal or a wake-up without one.
  @discardableResult
  package func wait(_ lock: Lock, timeoutMilliseconds: UInt64? = nil) -> Bool {
    guard let timeoutMilliseconds else {
      xylem_condition_wait(condition, lock.mutex)
      return true
    }
    return xylem_condition_wait_for(condition, lock.mutex, timeoutMilliseconds)
  }

  /// Wakes one waiting thread, if there is any.
  package func signal() { xylem_condition_signal(condition) }

  /// Wakes all waiting threads.
  package func broadcast() { xylem_condition_broadcast(condition) }
}
