import XylemCore
import XylemStorage

/// Comparing a salvaged store with the one it was salvaged from.
extension Session {
  /// Compares two stores, the second salvaged from the first or from what damage left of it. Tasks
  /// whose records `isSpared` must be there.
  func checkTasks(
    _ old: (Observation, StoreID), _ new: (Observation, StoreID), _ report: SalvageReport,
    isSpared: (RecordLocation) -> Bool
  ) throws(Violation) {
    if let broken = new.0.brokenInvariant { throw Violation("I9", "after salvage: \(broken)") }
    let doubts = Set(report.losses.compactMap { $0.task.lowerHalf })
    var expected: Set<TaskReference> = []
    let found = Dictionary(uniqueKeysWithValues: new.0.tasks.map { ($0.reference, $0) })
    for task in old.0.tasks {
      let id = TaskID(milliseconds: 0, storeTag: old.1.tag, reference: task.reference)
      guard let newID = report.newID(of: id), let copy = found[newID.reference] else {
        let isHidden = report.damages.contains { $0.sequences != nil }
        guard !isSpared(task.snapshot.location) || (isHidden && doubts.contains(id.low)) else {
          throw Violation("I1", "salvage forgot \(task.reference): \(task.snapshot)")
        }
        continue
      }
      expected.insert(newID.reference)
      if doubts.contains(id.low) { continue }
      guard isSame(task, copy) else {
        throw Violation(
          "I1", "salvage changed \(task.snapshot) into \(copy.snapshot), \(report.losses)")
      }
    }
    try checkOthers(new.0, expected, report)
  }

  /// Tasks that opening did not find: they were there once, and nobody knows that they ended.
  private func checkOthers(
    _ new: Observation, _ expected: Set<TaskReference>, _ report: SalvageReport
  ) throws(Violation) {
    let doubts = Set(report.losses.compactMap { report.newID(of: $0.task)?.reference })
    for task in new.tasks {
      guard case .success(let stored) = task.stored else {
        throw Violation("I2", "salvage wrote what cannot be read")
      }
      if !expected.contains(task.reference), !doubts.contains(task.reference) {
        throw Violation("I3", "salvage brought \(task.snapshot) back to life")
      }
      guard case .enqueued = stored.record else { continue }
      guard added.values.contains(where: { $0.contains(stored.bytes) }) else {
        throw Violation("I2", "salvage invented a payload of \(stored.bytes.count) bytes")
      }
    }
  }

  private func isSame(_ old: Observation.Task, _ new: Observation.Task) -> Bool {
    let (first, second) = (old.snapshot, new.snapshot)
    guard first.status == second.status, first.queue == second.queue, first.kind == second.kind,
      first.priority == second.priority, first.failures == second.failures,
      first.deliveries == second.deliveries, first.due == second.due
    else { return false }
    guard case .success(let before) = old.stored, case .success(let after) = new.stored,
      before.bytes == after.bytes
    else { return false }
    switch (old.reason, new.reason) {
    case (nil, nil): return true
    case (.success(let before)?, .success(let after)?):
      guard case .died(_, let reason, let isFailure) = before.record,
        case .died(_, let otherReason, let otherFailure) = after.record
      else { return false }
      return reason == otherReason && isFailure == otherFailure && before.bytes == after.bytes
    default: return false
    }
  }
}

extension SalvageReport {
  /// Where a task that is mentioned is in the new store, if it is there.
  fileprivate func newID(of task: AffectedTask) -> TaskID? {
    task.lowerHalf.flatMap { newID(of: TaskID(high: 0, low: $0)) }
  }
}
