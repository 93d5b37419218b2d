import XylemCore

/// Records that were written again, so that the segment they lay in could go.
extension SalvageLedger {
  /// Takes a record that was written again at `location`.
  ///
  /// It was needed when it was written again, so a result says that its task was done then, and a
  /// reason that it was dead, even if the records that first said so are lost. That a task was
  /// added says nothing about what became of it since: one in doubt stays in doubt.
  mutating func relocate(
    _ copy: Record, of task: TaskReference, at location: RecordLocation, sequence: UInt64
  ) {
    guard copy.task == task else { return }
    let row = task.row
    let known = tasks[row].flatMap { $0.reference == task ? $0 : nil }
    switch (copy, known?.status) {
    case (.enqueued(let added), nil): add(relocated: added, at: location)
    case (.enqueued(let added), let status) where status != .done:
      tasks[row]?.location = location
      if known?.queue == nil { tasks[row]?.describe(by: added, kinds[added.kind]) }
    case (.completed, .done): tasks[row]?.location = location
    case (.died, .dead): tasks[row]?.reason = location
    case (.completed, _), (.died, _): apply(copy, at: location, sequence: sequence)
    default: break
    }
  }

  /// Nothing from before is kept of this task, so nobody knows how often it was delivered.
  private mutating func add(relocated added: Record.Enqueued, at location: RecordLocation) {
    var added = added
    // Whoever holds the key now got it after this task had given it up.
    if let key = added.uniqueKey, holders[hash(of: key)] != nil { added.uniqueKey = nil }
    add(added, at: location, 0)
    tasks[added.reference.row]?.hasGap = true
  }
}
