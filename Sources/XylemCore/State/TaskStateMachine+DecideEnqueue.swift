extension TaskStateMachine {
  func decideEnqueue(
    _ task: Command.Enqueue, at now: UInt64, into plan: inout Plan
  ) throws(Refusal) -> Outcome {
    try check(task)
    let key = task.uniqueKey.map { hash(ofKey: $0) }
    if let key, let holder = holder(of: key, in: plan) { return .duplicate(holder) }
    guard tasks.count < Limits.rowsMax else { throw .limitReached("tasks in one store") }
    // Both may be refused, so neither is added before both are known.
    let queue = try queueNumber(task.queue, in: plan)
    let kind = try kindNumber(task.kind, in: &plan)
    if queue.isNew { plan.add(task.queue, as: queue.number) }
    if kind.isNew { plan.add(task.kind, as: kind.number) }
    let addition = addition(
      of: task, reserve(in: &plan), queue: queue.number, kind: kind.number, at: now)
    plan.add(.enqueued(addition), carrying: task.payload)
    let id = id(of: addition.reference, addedAt: now)
    if let key, plan.isGroup, !isPlanted(.forgetKeysOfGroup) { plan.keys[key] = id }
    return .enqueued(id)
  }

  /// The record of a task like `task`, whose key need not be looked for, once its queue and kind
  /// are known; `nil` when a plan must be made instead.
  ///
  /// The record still wants its own reference: see ``foretell(_:carrying:)``.
  ///
  /// - Throws: what ``decide(_:at:into:)`` throws for the same task.
  package func decideAdditions(
    like task: Command.Enqueue, at now: UInt64
  ) throws(Refusal) -> Record.Enqueued? {
    guard task.uniqueKey == nil, let queue = queues.number(of: task.queue),
      let kind = kinds.number(of: task.kind)
    else { return nil }
    try check(task)
    let reference = TaskReference(row: 0, generation: 0)
    return addition(of: task, reference, queue: queue, kind: kind, at: now)
  }

  /// Gives the record the row that the next task will have.
  ///
  /// - Throws: `.payloadTooLarge`, or `.limitReached` when there is no room for another task.
  package func foretell(
    _ addition: inout Record.Enqueued, carrying payload: [UInt8]
  ) throws(Refusal) {
    guard payload.count <= Limits.payloadBytesMax else {
      throw .payloadTooLarge(bytes: payload.count)
    }
    guard tasks.count < Limits.rowsMax else { throw .limitReached("tasks in one store") }
    var reservation = tasks.reservation()
    let row = reservation.next(in: tasks)
    addition.reference = TaskReference(row: row, generation: nextGeneration(of: row))
  }

  private func addition(
    of task: Command.Enqueue, _ reference: TaskReference, queue: UInt32, kind: UInt16,
    at now: UInt64
  ) -> Record.Enqueued {
    Record.Enqueued(
      reference: reference, queue: queue, kind: kind, priority: task.priority, at: now,
      due: task.delayMilliseconds > 0 ? now + task.delayMilliseconds : nil,
      expiry: task.expiryMilliseconds.map { now + $0 }, uniqueKey: task.uniqueKey)
  }

  /// The id of a task that is added at the instant `milliseconds`. The parts are passed because
  /// the whole record would be copied.
  package func id(of task: TaskReference, addedAt milliseconds: UInt64) -> TaskID {
    TaskID(milliseconds: milliseconds, storeTag: store.tag, reference: task)
  }

  private func check(_ task: Command.Enqueue) throws(Refusal) {
    guard task.payload.count <= Limits.payloadBytesMax else {
      throw .payloadTooLarge(bytes: task.payload.count)
    }
    try task.kind.check()
    try checkDuration(task.delayMilliseconds, "a delay")
    if let expiry = task.expiryMilliseconds {
      try checkDuration(expiry, "an expiry")
      guard expiry > 0 else { throw .invalidOption("an expiry is later than now") }
    }
    if let key = task.uniqueKey, !(1...Limits.keyBytesMax).contains(key.utf8.count) {
      throw .invalidKey(bytes: key.utf8.count)
    }
  }

  private func holder(of key: KeyHash, in plan: borrowing Plan) -> TaskID? {
    if let row = keys.row(for: key) { return id(ofCompanioned: row) }
    return plan.isGroup ? plan.keys[key] : nil
  }

  /// The id of a task that has a companion, which remembers when the task was added.
  func id(ofCompanioned row: UInt32) -> TaskID {
    let companion = companions[checked: tasks[row].companion]
    return TaskID(
      milliseconds: companion.addedAt, storeTag: store.tag, reference: reference(row))
  }

  /// The row that the next task added by `plan` will have. The plan must have been begun.
  package func reserve(in plan: inout Plan) -> TaskReference {
    guard var reservation = plan.reservation else { preconditionFailure("a plan was not begun") }
    let row = reservation.next(in: tasks)
    plan.reservation = reservation
    return TaskReference(row: row, generation: nextGeneration(of: row))
  }

  /// The generation that the next task in `row` will have.
  func nextGeneration(of row: UInt32) -> UInt32 {
    tasks.contains(row) ? tasks[row].generation : 0
  }

  /// The number of a queue, and whether the plan has yet to add it.
  func queueNumber(
    _ name: QueueName, in plan: borrowing Plan
  ) throws(Refusal) -> (number: UInt32, isNew: Bool) {
    if let number = queues.number(of: name) ?? plan.queues[name] { return (number, false) }
    let number = UInt32(queues.count + plan.queues.count)
    guard number < UInt32(Limits.queuesMax) else { throw .limitReached("queues") }
    return (number, true)
  }

  /// The number of a kind, and whether the plan has yet to add it.
  private func kindNumber(
    _ kind: TaskKind, in plan: inout Plan
  ) throws(Refusal) -> (number: UInt16, isNew: Bool) {
    let known = kinds.number(of: kind)
    if let known, kinds[known].counters.living > 0 || !plan.isGroup { return (known, false) }
    // A number without living tasks may have been given away, or may be, within the group.
    if let number = plan.kinds[kind] { return (number, false) }
    if let known, !plan.kinds.values.contains(known) {
      plan.kinds[kind] = known
      return (known, false)
    }
    // Any order of the promised numbers will do: they are only counted and searched.
    guard let number = kinds.freeNumber(besides: Array(plan.kinds.values)) else {
      throw .limitReached("kinds of task")
    }
    return (number, true)
  }
}
