/// Who commits: one thread at most. A value, used under the engine's lock.
///
///     at work ⇄ asleep ⇄ taken
///
/// The committing thread works or sleeps. While it sleeps, a caller that may block takes its seat
/// and commits by itself, which spares two changes of threads; then it gives the seat back.
struct CommitterSeat {
  /// The committing thread sleeps, and nobody has its seat.
  private var isAsleep = false
  /// A caller commits.
  private(set) var isTaken = false
  /// There is something to do for the committing thread once it has its seat again.
  private var isWanted = false
  /// When its sleep ends by itself, in milliseconds of the log's time.
  private var sleepEnd = UInt64.max

  /// The committing thread sleeps until then, or until it is woken.
  mutating func sleep(until end: UInt64) {
    precondition(!isTaken, "the seat of somebody who sleeps on")
    isAsleep = true
    sleepEnd = end
  }

  /// The committing thread is awake and waits for its seat.
  mutating func want() { isWanted = true }

  /// The committing thread does not sleep any more.
  mutating func rise() { isAsleep = false }

  /// There is something to do; `true` when the committing thread must be woken for it. It is woken
  /// once for each sleep.
  mutating func call() -> Bool {
    if isTaken { isWanted = true }
    defer { isAsleep = false }
    return isAsleep
  }

  /// Takes the seat if the committing thread sleeps; `false` when it does not.
  mutating func take() -> Bool {
    guard isAsleep else { return false }
    isAsleep = false
    isTaken = true
    return true
  }

  /// Gives the seat back to a thread that now has a reason to wake at `end`; `true` when it must be
  /// woken, because it would sleep longer or was wanted meanwhile.
  mutating func giveBack(until end: UInt64) -> Bool {
    let mustWake = isWanted || end < sleepEnd
    isTaken = false
    isWanted = false
    isAsleep = !mustWake
    return mustWake
  }
}
