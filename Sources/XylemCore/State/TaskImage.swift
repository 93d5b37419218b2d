/// A task as a checkpoint holds it, for those who read one without the tables of the engine.
package struct TaskImage {
  /// Which task it is; `nil` when the number of its row is not known.
  package var reference: TaskReference?
  /// Which user of its row it is.
  package let generation: UInt32
  /// The number of its queue.
  package let queue: UInt32
  /// The number of its kind.
  package let kind: UInt16
  /// How urgent it is.
  package let priority: Priority
  /// Where it stands.
  package let status: TaskStatus
  /// Delayed: when it is ready. Leased: when the lease ends. Done: when it is forgotten.
  package let due: UInt64?
  /// Handler failures so far.
  package let failures: Int
  /// Times it was handed out and not given back.
  package let deliveries: Int
  /// Where its `enqueued` record is, or `completed` once it is done.
  package let location: RecordLocation
  /// Whether it has a companion.
  package let hasCompanion: Bool
  /// What only few tasks need, if it has that and it is known.
  package var companion: CompanionRow?

  /// The task in `row`; `nil` when the row is vacant or its fields are out of range.
  init?(_ row: TaskRow, reference: TaskReference?) {
    guard let status = row.status, row.priority < Priority.levels,
      row.generation <= TaskReference.generationMask, row.location.length > 0
    else { return nil }
    self.reference = reference
    (generation, queue, kind, self.status) = (row.generation, row.queue, row.kind, status)
    priority = Priority(unchecked: UInt8(row.priority))
    due = status == .ready || status == .dead ? nil : row.due
    (failures, deliveries, location) = (row.failures, row.deliveries, row.location)
    hasCompanion = row.companion != RowIndex.none
  }
}

extension TaskStateMachine {
  /// Every task that has a row: the ready and the dead ones of each queue in their order, then the
  /// others in the order of rows. O(n).
  package func images() -> [TaskImage] {
    var images: [TaskImage] = []
    for queue in 0..<UInt32(queues.count) {
      let listed = readyOrder(of: queue) + deadLetters(of: queue, limit: .max)
      images += listed.compactMap { image(of: $0) }
    }
    let rest = references().filter {
      tasks[$0.row].status != .ready && tasks[$0.row].status != .dead
    }
    return images + rest.compactMap { image(of: $0) }
  }

  private func image(of task: TaskReference) -> TaskImage? {
    var image = TaskImage(tasks[task.row], reference: task)
    let companion = tasks[task.row].companion
    if companion != RowIndex.none { image?.companion = companions[companion] }
    return image
  }
}
