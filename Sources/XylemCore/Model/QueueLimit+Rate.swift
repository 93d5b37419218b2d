extension QueueLimit {
  /// How many tasks may be handed out in how much time.
  ///
  /// The generic cell rate algorithm: all that is kept of the past is the ``Arrival`` at which the
  /// next task would come if all had come evenly. Times are counted in parts of a millisecond, of
  /// which there are as many as permits in a period; then a permit is worth `periodMilliseconds`
  /// parts, and nothing is ever rounded.
  public struct Rate: Hashable, Sendable {
    /// Tasks in each period.
    public var permits: Int
    /// The length of a period, in milliseconds.
    public var periodMilliseconds: UInt64
    /// Tasks that may come at once.
    public var burst: Int

    /// Makes a rate of its numbers; ``QueueLimit/check()`` judges them.
    package init(permits: Int, periodMilliseconds: UInt64, burst: Int) {
      self.permits = permits
      self.periodMilliseconds = periodMilliseconds
      self.burst = burst
    }
  }

  /// When the next task would come if all had come evenly: milliseconds since 1970 and parts of
  /// one, of which there are as many as permits of the ``Rate``.
  package struct Arrival: Hashable, Sendable, BitwiseCopyable {
    /// Whole milliseconds; 0 before the first task.
    package var milliseconds: UInt64
    /// Parts of the next one.
    package var parts: UInt32

    /// Makes an arrival of its numbers, by default that before the first task.
    package init(milliseconds: UInt64 = 0, parts: UInt32 = 0) {
      self.milliseconds = milliseconds
      self.parts = parts
    }
  }
}

/// All numbers were checked, so only what a disk claims to be an arrival may overflow.
extension QueueLimit.Rate {
  /// The parts that a whole burst is worth.
  var fullBurst: UInt64 { UInt64(burst) * periodMilliseconds }

  /// How many tasks may be handed out at `now` (ms since 1970).
  package func room(at now: UInt64, after arrival: QueueLimit.Arrival) -> Int {
    let used = used(at: now, arrival)
    return used >= fullBurst ? 0 : Int((fullBurst - used) / periodMilliseconds)
  }

  /// The arrival once `count` tasks were handed out at `now`; there must be room for them.
  package func arrival(
    after count: Int, at now: UInt64, _ arrival: QueueLimit.Arrival
  ) -> QueueLimit.Arrival {
    let used = used(at: now, arrival) + UInt64(count) * periodMilliseconds
    let (whole, parts) = used.quotientAndRemainder(dividingBy: UInt64(permits))
    return QueueLimit.Arrival(milliseconds: now + whole, parts: UInt32(parts))
  }

  /// The first instant at which there is room again, in milliseconds since 1970.
  package func opening(after arrival: QueueLimit.Arrival) -> UInt64 {
    let tolerance = fullBurst - periodMilliseconds
    let parts = UInt64(arrival.parts)
    if parts > tolerance { return min(arrival.milliseconds + 1, Limits.instantMillisecondsMax) }
    let early = (tolerance - parts) / UInt64(permits)
    return arrival.milliseconds > early ? arrival.milliseconds - early : 0
  }

  /// What is left of an arrival of another rate when this one takes its place at `now`: the same
  /// instant, but no more than a whole burst of this rate takes to earn.
  package func adopting(_ arrival: QueueLimit.Arrival, at now: UInt64) -> QueueLimit.Arrival {
    let instant = arrival.milliseconds + (arrival.parts > 0 ? 1 : 0)
    return QueueLimit.Arrival(milliseconds: min(instant, now + fullBurst / UInt64(permits)))
  }

  /// Parts from `now` to the arrival; 0 when it is over.
  private func used(at now: UInt64, _ arrival: QueueLimit.Arrival) -> UInt64 {
    guard arrival.milliseconds >= now else { return 0 }
    let (parts, overflow) = (arrival.milliseconds - now)
      .multipliedReportingOverflow(by: UInt64(permits))
    let (sum, carry) = parts.addingReportingOverflow(UInt64(arrival.parts))
    return overflow || carry ? .max : sum
  }
}
