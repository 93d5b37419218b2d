/// Records that are copied, so that the segments they lay in can go.
extension TaskStateMachine {
  /// Moves what is still needed where it was read; the rest is passed over.
  func decideRelocate(_ relocations: [Relocation], into plan: inout Plan) -> Outcome {
    for each in relocations
    where location(of: each.task, each.part) == each.location || isPlanted(.relocateAnything) {
      plan.change(.moved(each.task, each.part, each.copy))
    }
    return .done
  }

  /// Where a record that the task needs lies; `nil` when it needs none such.
  package func location(of task: TaskReference, _ part: Relocation.Part) -> RecordLocation? {
    guard holds(task) else { return nil }
    if part == .task { return tasks[task.row].location }
    let companion = tasks[task.row].companion
    return companion == RowIndex.none ? nil : companions[companion].reason
  }

  /// The record at `location` carries the old one as it was, so the old one's copy is read from
  /// inside it from now on.
  mutating func applyRelocated(
    _ task: TaskReference, _ part: Relocation.Part, at location: RecordLocation
  ) throws(FormatError) {
    guard let old = self.location(of: task, part),
      let copy = RecordCoder.carried(old.length, in: location)
    else { throw .invalid("relocated record") }
    move(task, part, from: old, to: copy)
  }

  /// The record at `copy` is the old one as it was.
  mutating func applyMoved(
    _ task: TaskReference, _ part: Relocation.Part, to copy: RecordLocation
  ) throws(FormatError) {
    guard let old = self.location(of: task, part), old.length == copy.length else {
      throw .invalid("moved record")
    }
    move(task, part, from: old, to: copy)
  }

  private mutating func move(
    _ task: TaskReference, _ part: Relocation.Part, from old: RecordLocation,
    to copy: RecordLocation
  ) {
    if !isPlanted(.countRelocatedTwice) { usage.remove(old) }
    usage.add(copy)
    switch part {
    case .task: tasks[task.row].location = copy
    case .reason: companions[tasks[task.row].companion].reason = copy
    }
  }
}
