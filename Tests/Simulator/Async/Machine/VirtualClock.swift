/// The clock of a simulated process, in whole milliseconds: sleepers wake when they are told to.
package final class VirtualClock: Clock, @unchecked Sendable {
  // Unchecked: a simulation runs on one thread at a time.

  /// A moment, in milliseconds of the steady clock.
  package struct Instant: InstantProtocol {
    let milliseconds: UInt64

    /// The moment `duration` later, rounded up.
    package func advanced(by duration: Duration) -> Instant {
      let rounded = (duration + .nanoseconds(999_999)) / .milliseconds(1)
      return Instant(milliseconds: milliseconds + UInt64(max(0, rounded)))
    }

    /// How long after this moment `other` is.
    package func duration(to other: Instant) -> Duration {
      .milliseconds(Int64(other.milliseconds) - Int64(milliseconds))
    }

    /// Whether the first moment is the earlier one.
    package static func < (one: Instant, other: Instant) -> Bool {
      one.milliseconds < other.milliseconds
    }
  }

  private let time: ManualTimeSource
  private var sleepers: [Sleeper] = []

  init(_ time: ManualTimeSource) {
    self.time = time
  }

  /// The present moment.
  package var now: Instant { Instant(milliseconds: time.steadyMilliseconds()) }
  /// One millisecond.
  package var minimumResolution: Duration { .milliseconds(1) }

  /// Sleeps until the clock has come to `deadline` and the sleeper was woken.
  ///
  /// - Throws: `CancellationError` when the task is cancelled.
  package func sleep(until deadline: Instant, tolerance: Duration?) async throws {
    let sleeper = Sleeper(until: deadline)
    sleepers.append(sleeper)
    let wasCancelled = await withTaskCancellationHandler {
      await sleeper.sleep()
    } onCancel: {
      sleepers.removeAll { $0 === sleeper }
      sleeper.wake(isCancelled: true)
    }
    if wasCancelled { throw CancellationError() }
  }

  /// How many sleepers there are, and how many of them could be woken.
  var counts: (all: Int, due: Int) { (sleepers.count, sleepers.count { $0.deadline <= now }) }

  /// When the first sleeper wants to be woken.
  var nextDeadline: UInt64? { sleepers.lazy.map(\.deadline.milliseconds).min() }

  /// Wakes one of the sleepers whose time has come; which one is drawn.
  func wakeNext(_ draw: inout SeededGenerator) {
    let due = sleepers.indices.filter { sleepers[$0].deadline <= now }
    sleepers.remove(at: due[draw.below(due.count)]).wake(isCancelled: false)
  }
}
