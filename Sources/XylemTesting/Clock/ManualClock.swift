import XylemStorage

/// A clock that stands still until a test moves it.
///
/// A ``TestStore`` takes the time from it, and so do the workers with which it drains: delays,
/// retries, leases and limits are due when the test says so. Hand it to your own code wherever that
/// takes an `any Clock<Duration>`.
public final class ManualClock: Clock, @unchecked Sendable {
  // Unchecked because every access to the variables is under the lock.
  private let lock = Lock()
  private var elapsed = Duration.zero
  private var sleepers: [ClockSleeper] = []
  private let startMilliseconds: UInt64

  /// A moment of the clock.
  public struct Instant: InstantProtocol {
    /// The time since the clock was made.
    public let elapsed: Duration

    /// The moment `duration` later.
    public func advanced(by duration: Duration) -> Instant { Instant(elapsed: elapsed + duration) }

    /// How long after this moment `other` is.
    public func duration(to other: Instant) -> Duration { other.elapsed - elapsed }

    /// Whether the first moment is the earlier one.
    public static func < (one: Instant, other: Instant) -> Bool { one.elapsed < other.elapsed }
  }

  /// A clock that shows `startMilliseconds` since 1970; the usual start is in November 2023.
  public init(startMilliseconds: UInt64 = 1_700_000_000_000) {
    self.startMilliseconds = startMilliseconds
  }

  /// The present moment.
  public var now: Instant { Instant(elapsed: lock.withLock { elapsed }) }
  /// The smallest step.
  public var minimumResolution: Duration { .nanoseconds(1) }

  /// The present moment in milliseconds since 1970.
  public var milliseconds: UInt64 {
    startMilliseconds + UInt64(now.elapsed / .milliseconds(1))
  }

  /// How many tasks sleep on the clock: with it a test waits until its subject has gone to sleep.
  public var sleeperCount: Int { lock.withLock { sleepers.count } }

  /// Sleeps until the clock was moved to `deadline` or beyond.
  ///
  /// - Throws: `CancellationError` when the calling task is cancelled.
  public func sleep(until deadline: Instant, tolerance: Duration?) async throws {
    let sleeper = ClockSleeper(until: deadline)
    let isDue = lock.withLock {
      if elapsed < deadline.elapsed { sleepers.append(sleeper) }
      return elapsed >= deadline.elapsed
    }
    if isDue { return try Task.checkCancellation() }
    let wasCancelled = await withTaskCancellationHandler {
      await sleeper.sleep()
    } onCancel: {
      lock.withLock { sleepers.removeAll { $0 === sleeper } }
      sleeper.wake(isCancelled: true)
    }
    if wasCancelled { throw CancellationError() }
  }

  /// Lets time pass and wakes those whose time has come, the earliest first. A store has to be
  /// told: use ``TestStore/advance(by:)`` for it.
  ///
  /// - Parameter duration: Zero or more.
  public func advance(by duration: Duration) {
    precondition(duration >= .zero, "time does not go back")
    let due = lock.withLock {
      elapsed += duration
      let due = sleepers.filter { $0.deadline.elapsed <= elapsed }
      sleepers.removeAll { $0.deadline.elapsed <= elapsed }
      return due.sorted { $0.deadline < $1.deadline }
    }
    for sleeper in due { sleeper.wake(isCancelled: false) }
  }
}
