extension TaskStateMachine {
  /// The record of the first timer due at `now` (ms since 1970), or `nil` when none is due.
  ///
  /// Applying the record takes the timer out; asking again before that gives the same record.
  /// Only the wheels' own position moves here, which is no part of the state. Amortised O(1).
  package mutating func recordDue(at now: UInt64) -> Record? {
    if let row = timers.firstDue(at: now, in: &tasks) {
      switch tasks[row].status {
      case .delayed: return .promoted(reference(row))
      case .leased: return lossOfLease(row)
      case .done: return .discarded(reference(row))
      default: preconditionFailure("a task without a timer is in the wheel")
      }
    }
    let moment = isPlanted(.expireEarly) ? now + 1 : now
    guard let companion = expiries.firstDue(at: moment, in: &companions) else { return nil }
    return .expired(reference(companions[companion].owner))
  }
}
