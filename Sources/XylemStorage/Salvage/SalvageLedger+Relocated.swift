import XylemCore

/// Records that were written again, so that the segment they lay in could go.
extension SalvageLedger {
  /// Takes the record that lies inside a `relocated` one.
  ///
  /// It was needed when it was written again, so a result says that its task was done then, and a
  /// reason that it was dead, even if the records that first said so are lost. That a task was
  /// added says nothing about what became of it since: one in doubt stays in doubt.
  mutating func relocate(
    _ decoded: RecordCoder.Decoded, at location: RecordLocation, sequence: UInt64
  ) {
    guard let kept = RecordCoder.kept(decoded, at: location),
      let copy = try? RecordCoder.decode(decoded.bytes), copy.record.task == kept.task
    else { return }
    let row = kept.task.row
    let known = tasks[row].flatMap { $0.reference == kept.task ? $0 : nil }
    switch (copy.record, known?.status) {
    case (.enqueued(let added), nil): add(relocated: added, at: kept.location)
    case (.enqueued(let added), let status) where status != .done:
      tasks[row]?.location = kept.location
      if known?.queue == nil { tasks[row]?.describe(by: added, kinds[added.kind]) }
    case (.completed, .done): tasks[row]?.location = kept.location
    case (.died, .dead): tasks[row]?.reason = kept.location
    case (.completed, _), (.died, _): apply(copy, at: kept.location, sequence: sequence)
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
