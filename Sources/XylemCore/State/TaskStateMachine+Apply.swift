extension TaskStateMachine {
  /// Changes the state by what `record` says has happened, and appends what must now be told.
  ///
  /// `location` is where the record is in the log. On the live path this cannot fail, because the
  /// record was decided against this very state; in recovery the record comes from disk.
  ///
  /// - Throws: `.invalid` when the record does not fit the state; the state is then unusable.
  package mutating func apply(
    _ record: Record, at location: RecordLocation, effects: inout [Effect]
  ) throws(FormatError) {
    switch record {
    case .queueAdded(let queue, let name):
      guard Int(queue) == queues.count, queues.number(of: name) == nil else {
        throw .invalid("queue number")
      }
      queues.add(name)
    case .kindAdded(let kind, let definition): try kinds.set(kind, definition)
    case .enqueued(let task): try applyEnqueued(task, at: location, &effects)
    case .queuePaused(let queue): try setPaused(queue, true, &effects)
    case .queueResumed(let queue): try setPaused(queue, false, &effects)
    case .queueLimited(let queue, let limit, let arrival):
      try applyLimited(queue, limit, arrival, &effects)
    case .permitsTaken(let queue, let arrival): try applyPermits(queue, arrival)
    case .opened(let epoch):
      guard epoch == self.epoch &+ 1 else { throw .invalid("epoch") }
      self.epoch = epoch
      leaseCounter = 0
    case .closed: break
    case .relocated(let task, let part): try applyRelocated(task, part, at: location)
    case .moved(let task, let part, let copy): try applyMoved(task, part, to: copy)
    default: try applyTransition(record, at: location, &effects)
    }
  }

  private mutating func applyTransition(
    _ record: Record, at location: RecordLocation, _ effects: inout [Effect]
  ) throws(FormatError) {
    switch record {
    case .promoted(let task):
      makeReady(try row(task, .delayed), atFront: false, &effects)
    case .leased(let task, let counter, let deadline):
      try applyLeased(try row(task, .ready), counter: counter, deadline: deadline, &effects)
    case .extended(let task, let deadline):
      let row = try row(task, .leased)
      timers.remove(row, in: &tasks)
      let due = isPlanted(.ignoreExtension) ? tasks[row].due : deadline
      timers.insert(row, due: due, in: &tasks)
    case .completed(let task, let forgetAt):
      applyCompleted(try row(task, .leased), forgetAt: forgetAt, at: location, &effects)
    case .retried(let task, let due): applyRetried(try row(task, .leased), due: due, &effects)
    case .died(let task, _, let isFailure):
      applyDied(try row(task, .leased), isFailure: isFailure, at: location, &effects)
    case .released(let task, let due): applyReleased(try row(task, .leased), due: due, &effects)
    case .leaseLost(let task): applyLeaseLost(try row(task, .leased), &effects)
    case .expired(let task):
      let row = try row(task, .ready, .delayed)
      count(row) { $0.expired += 1 }
      end(row, .expired, &effects)
    case .cancelled(let task):
      let row = try row(task, .ready, .delayed, .leased)
      count(row) { $0.cancelled += 1 }
      end(row, .cancelled, &effects)
    case .revived(let task): applyRevived(try row(task, .dead), &effects)
    case .discarded(let task):
      let row = try row(task, .done, .dead)
      if tasks[row].status == .dead { count(row) { $0.buried += 1 } }
      remove(row, &effects)
    default: preconditionFailure("\(record) is no transition of a task")
    }
  }

  /// The row of a task that a record names, which must stand at one of `statuses`.
  private func row(
    _ task: TaskReference, _ statuses: TaskStatus...
  ) throws(FormatError) -> UInt32 {
    guard holds(task), let status = tasks[task.row].status, statuses.contains(status) else {
      throw .invalid("a record names a task that is not there")
    }
    return task.row
  }

  private mutating func setPaused(
    _ queue: UInt32, _ isPaused: Bool, _ effects: inout [Effect]
  ) throws(FormatError) {
    guard queues.contains(queue), queues[queue].isPaused != isPaused else {
      throw .invalid("pause of a queue")
    }
    queues[queue].isPaused = isPaused
    tellReady(queue, &effects)
  }

  private mutating func applyEnqueued(
    _ task: Record.Enqueued, at location: RecordLocation, _ effects: inout [Effect]
  ) throws(FormatError) {
    guard queues.contains(task.queue), kinds.contains(task.kind) else {
      throw .invalid("queue or kind of a task")
    }
    let generation = nextGeneration(of: task.reference.row)
    let row = tasks.allocate()
    guard row == task.reference.row, generation == task.reference.generation else {
      throw .invalid("row of a task")
    }
    // Built as a value and stored at once: each access to the table looks for a frozen page.
    var added = TaskRow()
    added.generation = generation
    added.queue = task.queue
    added.kind = task.kind
    added.priority = Int(task.priority.level)
    added.location = location
    tasks[row] = added
    queues.recent = task.queue
    kinds.recent = task.kind
    usage.add(location)
    try attachCompanion(to: row, of: task)
    count(row) { $0.enqueued += 1 }
    enter(row, due: task.due, &effects)
  }

  private mutating func attachCompanion(
    to row: UInt32, of task: Record.Enqueued
  ) throws(FormatError) {
    guard task.expiry != nil || task.uniqueKey != nil else { return }
    let companion = companion(of: row)
    companions[companion].addedAt = task.at
    companions[companion].expiry = task.expiry ?? 0
    guard let key = task.uniqueKey.map({ hash(ofKey: $0) }) else { return }
    companions[companion].key = key
    guard keys.insert(key, row: row) else { throw .invalid("unique key held twice") }
  }
}
