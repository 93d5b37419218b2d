extension TaskStateMachine {
  func decideEnqueue(
    _ task: Command.Enqueue, at now: UInt64, into plan: inout Plan
  ) throws(Refusal) -> Outcome {
    try check(task)
    let key = task.uniqueKey.map { hash(ofKey: $0) }
    if let key, let holder = holder(of: key, in: plan) { return .duplicate(holder) }
    guard tasks.count < Limits.rowsMax else { throw .limitReached("tasks in one store") }
    let queue = try queueNumber(task.queue, into: &plan)
    let kind = try kindNumber(task.kind, into: &plan)
    let reference = reserve(in: &plan)
    plan.add(
      .enqueued(
        Record.Enqueued(
          reference: reference, queue: queue, kind: kind, priority: task.priority, at: now,
          due: task.delayMilliseconds > 0 ? now + task.delayMilliseconds : nil,
          expiry: task.expiryMilliseconds.map { now + $0 }, uniqueKey: task.uniqueKey)),
      carrying: task.payload)
    let id = TaskID(milliseconds: now, storeTag: store.tag, reference: reference)
    if let key, plan.isGroup { plan.keys[key] = id }
    return .enqueued(id)
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

  private func reserve(in plan: inout Plan) -> TaskReference {
    guard var reservation = plan.reservation else { preconditionFailure("a plan was not begun") }
    let row = reservation.next(in: tasks)
    plan.reservation = reservation
    return TaskReference(row: row, generation: nextGeneration(of: row))
  }

  /// The generation that the next task in `row` will have.
  func nextGeneration(of row: UInt32) -> UInt32 {
    tasks.contains(row) ? tasks[row].generation : 0
  }

  /// The number of a queue; a new one is added by the plan.
  func queueNumber(_ name: QueueName, into plan: inout Plan) throws(Refusal) -> UInt32 {
    if let number = queues.number(of: name) ?? plan.queues[name] { return number }
    let number = UInt32(queues.count + plan.queues.count)
    guard number < UInt32(Limits.queuesMax) else { throw .limitReached("queues") }
    plan.queues[name] = number
    plan.add(.queueAdded(queue: number, name: name))
    return number
  }

  private func kindNumber(_ kind: TaskKind, into plan: inout Plan) throws(Refusal) -> UInt16 {
    if let number = plan.kinds[kind] { return number }
    if let number = kinds.number(of: kind) {
      guard plan.isGroup else { return number }
      // A number without living tasks may have been given away, or may be, within the group.
      if !plan.kinds.values.contains(number) {
        plan.kinds[kind] = number
        return number
      }
    }
    // Any order of the promised numbers will do: they are only counted and searched.
    guard let number = kinds.freeNumber(besides: Array(plan.kinds.values)) else {
      throw .limitReached("kinds of task")
    }
    plan.kinds[kind] = number
    plan.add(.kindAdded(kind: number, kind))
    return number
  }
}
