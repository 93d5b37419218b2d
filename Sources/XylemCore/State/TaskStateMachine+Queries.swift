extension TaskStateMachine {
  /// What memory holds of one task.
  package struct Snapshot: Hashable, Sendable {
    /// Where it stands.
    package let status: TaskStatus
    /// The name of its queue.
    package let queue: QueueName
    /// Its stored options.
    package let kind: TaskKind
    /// How urgent it is.
    package let priority: Priority
    /// Handler failures so far.
    package let failures: Int
    /// Times it was handed out and not given back.
    package let deliveries: Int
    /// Delayed: when it is ready. Leased: when the lease ends. Done: when it is forgotten.
    package let due: UInt64?
    /// Where its `enqueued` record is, or `completed` once it is done.
    package let location: RecordLocation
    /// Where its `died` record is, if it is dead.
    package let reason: RecordLocation?
    /// The counter of its present lease, if it is leased.
    package let leaseCounter: UInt32?
  }

  /// What is known of a task; `nil` when it has no row. O(1).
  package func snapshot(of task: TaskReference) -> Snapshot? {
    guard holds(task), let status = tasks[task.row].status else { return nil }
    let row = tasks[task.row]
    let hasTimer = status == .delayed || status == .leased || status == .done
    return Snapshot(
      status: status, queue: queues.name(of: row.queue), kind: kinds[row.kind].definition,
      priority: Priority(unchecked: UInt8(row.priority)), failures: row.failures,
      deliveries: row.deliveries, due: hasTimer ? row.due : nil, location: row.location,
      reason: row.companion == RowIndex.none ? nil : companions[row.companion].reason,
      leaseCounter: status == .leased ? leaseCounter(of: task.row) : nil)
  }

  /// Whether the store issued this id, as far as the tag tells.
  package func isOwn(_ task: TaskID) -> Bool { task.storeTag == store.tag }

  /// The dead letters of a queue, oldest first, at most `limit` of them. O(limit).
  package func deadLetters(of queue: UInt32, limit: Int) -> [TaskReference] {
    var letters: [TaskReference] = []
    var row = queues[dead: queue].head
    while row != RowIndex.none, letters.count < limit {
      letters.append(reference(row))
      row = tasks[row].next
    }
    return letters
  }

  /// Every task with a lease, in the order of rows. O(n) if there is one.
  package func leasedTasks() -> [TaskReference] {
    if totals[.leased] == 0 { return [] }
    return (0..<tasks.highWater).filter { tasks[$0].status == .leased }.map { reference($0) }
  }

  /// Every task that has a row, in the order of rows. O(n).
  package func references() -> [TaskReference] {
    (0..<tasks.highWater).filter { tasks[$0].status != nil }.map { reference($0) }
  }

  /// The ready tasks of a queue in the order in which they will be leased. O(n).
  package func readyOrder(of queue: UInt32) -> [TaskReference] {
    var order: [TaskReference] = []
    for priority in (0..<Priority.levels).reversed() {
      var row = queues[ready: queue, priority].head
      while row != RowIndex.none {
        order.append(reference(row))
        row = tasks[row].next
      }
    }
    return order
  }
}

extension TaskStateMachine {
  /// When the task was added, in milliseconds since 1970, if memory holds that: only tasks with a
  /// companion know. O(1).
  package func addedAt(of task: TaskReference) -> UInt64? {
    guard holds(task), tasks[task.row].companion != RowIndex.none else { return nil }
    let added = companions[tasks[task.row].companion].addedAt
    return added > 0 ? added : nil
  }
}
