import XylemStorage

/// Clocks that move only when a test moves them.
package final class ManualTimeSource: TimeSource {
  private let lock = Lock()
  nonisolated(unsafe) private var wall: UInt64
  nonisolated(unsafe) private var steady: UInt64

  /// Starts both clocks at the given milliseconds.
  package init(wall: UInt64 = 1_700_000_000_000, steady: UInt64 = 1_000) {
    self.wall = wall
    self.steady = steady
  }

  /// Milliseconds of the wall clock.
  package func wallMilliseconds() -> UInt64 { lock.withLock { wall } }

  /// Milliseconds of the steady clock.
  package func steadyMilliseconds() -> UInt64 { lock.withLock { steady } }

  /// Lets `milliseconds` pass on both clocks.
  package func advance(_ milliseconds: UInt64) {
    lock.withLock {
      wall &+= milliseconds
      steady &+= milliseconds
    }
  }

  /// Sets the wall clock, as people and time servers do; no time passes.
  package func setWall(_ milliseconds: UInt64) {
    lock.withLock { wall = milliseconds }
  }

  /// Starts the steady clock anew, as a boot does.
  package func reboot(steady milliseconds: UInt64 = 0) {
    lock.withLock { steady = milliseconds }
  }
}
