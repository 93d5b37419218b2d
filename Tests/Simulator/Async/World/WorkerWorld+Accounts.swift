import Xylem
import XylemStorage

/// Every task that was promised is somewhere, and nothing else is.
extension WorkerWorld {
  func checkRecovered() throws(Violation) {
    try checkAccounts(isFinal: false)
  }

  func checkAccounts(isFinal: Bool) throws(Violation) {
    guard let engine = life.engine else { return }
    life.lostAtStart = engine.look { $0.totals.lost }
    if let broken = engine.look({ Self.brokenInvariant($0) }) { throw Violation("I9", broken) }
    for (serial, history) in histories.enumerated() {
      let snapshot = history.id.flatMap { id in engine.look { $0.snapshot(of: id.reference) } }
      guard let words = disagreement(history, snapshot, isFinal) else { continue }
      throw Violation("I1-I4", "task \(serial) \(words)")
    }
  }

  private static func brokenInvariant(_ state: borrowing TaskStateMachine) -> String? {
    do { try state.checkInvariants() } catch { return error.description }
    return nil
  }

  private func disagreement(
    _ history: TaskHistory, _ snapshot: TaskStateMachine.Snapshot?, _ isFinal: Bool
  ) -> String? {
    guard history.answer == .synced || history.answer == .written else { return nil }
    switch snapshot?.status {
    case .ready, .delayed, .leased:
      if isFinal { return "is not finished" }
      return history.isEnded || history.isCancelled ? "had ended and is back" : nil
    case .done: return history.hasSucceeded ? nil : "is done, and no handler succeeded"
    case .dead:
      // A process may die after a lease was given and before its handler starts.
      let isExhausted = (snapshot?.deliveries ?? 0) >= history.kind.options.deliveryLimit
      return history.runs.isEmpty && !isExhausted ? "is dead, and no handler had it" : nil
    case nil:
      let isExplained =
        history.hasSucceeded || history.isCancelAsked || history.isDiscardAsked
        || history.expiry != nil
      return isExplained ? nil : "is lost"
    }
  }
}
