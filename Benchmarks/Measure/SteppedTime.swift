import XylemStorage

/// A clock that somebody sets forward, so that months pass in minutes.
final class SteppedTime: TimeSource, @unchecked Sendable {
  // Unchecked because the variable is only used under the lock.
  private let lock = Lock()
  private var milliseconds = SystemTimeSource().wallMilliseconds()

  func wallMilliseconds() -> UInt64 { lock.withLock { milliseconds } }
  func steadyMilliseconds() -> UInt64 { lock.withLock { milliseconds } }

  /// Lets so many hours pass.
  func pass(hours: UInt64) { lock.withLock { milliseconds += hours * 3_600_000 } }
}
