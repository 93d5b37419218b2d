extension TaskStateMachine {
  /// Checks all that was restored, and builds what is not saved: wheels, keys, living bytes. O(n).
  ///
  /// - Throws: `.invalid` for the first row, link or count that contradicts another.
  package mutating func finishRestoration(_ heads: ImageHeads) throws(FormatError) {
    guard tasks.highWater == heads.taskRows, companions.highWater == heads.companionRows else {
      throw .invalid("number of rows")
    }
    do {
      try tasks.finishRestoration(freeHead: heads.freeTask) { $0.status == nil }
      try companions.finishRestoration(freeHead: heads.freeCompanion) {
        $0.owner == RowIndex.none
      }
    } catch { throw .invalid("free list") }
    var recount = ImageRecount(queues: queues.count, kinds: kinds.kinds.count)
    for row in 0..<tasks.highWater where tasks[row].status != nil {
      try checkFields(of: row)
      recount.count(tasks[row])
      try checkPlace(of: row)
      usage.add(tasks[row].location)
    }
    try check(recount)
    for companion in 0..<companions.highWater {
      if companions[companion].owner == RowIndex.none {
        try checkVacant(companions[companion])
      } else {
        try restoreCompanion(companion)
      }
    }
  }

  private func checkFields(of row: UInt32) throws(FormatError) {
    let task = tasks[row]
    guard task.priority < Priority.levels, queues.contains(task.queue), kinds.contains(task.kind),
      task.generation <= TaskReference.generationMask, task.location.length > 0
    else { throw .invalid("task row") }
    guard task.companion != RowIndex.none else { return }
    guard companions.contains(task.companion), companions[task.companion].owner == row else {
      throw .invalid("companion of a task")
    }
  }

  /// Ready and dead rows must agree with their neighbours; timed rows go into the wheel.
  private mutating func checkPlace(of row: UInt32) throws(FormatError) {
    let task = tasks[row]
    switch task.status {
    case .ready: try checkLinks(of: row, in: queues[ready: task.queue, task.priority])
    case .dead: try checkLinks(of: row, in: queues[dead: task.queue])
    default:
      let due = task.due
      tasks[row].next = RowIndex.none
      tasks[row].previous = RowIndex.none
      timers.insert(row, due: due, in: &tasks)
    }
  }

  private func checkLinks(of row: UInt32, in list: RowList) throws(FormatError) {
    let task = tasks[row]
    let isLast = task.next == RowIndex.none
    let isFirst = task.previous == RowIndex.none
    guard isLast ? list.tail == row : isNeighbour(task.next, of: task),
      isFirst ? list.head == row : isNeighbour(task.previous, of: task),
      isLast || tasks[task.next].previous == row, isFirst || tasks[task.previous].next == row
    else { throw .invalid("links of a task row") }
  }

  private func isNeighbour(_ index: UInt32, of task: TaskRow) -> Bool {
    guard tasks.contains(index), tasks[index].status == task.status else { return false }
    return tasks[index].queue == task.queue
      && (task.status == .dead || tasks[index].priority == task.priority)
  }

  private func check(_ recount: ImageRecount) throws(FormatError) {
    guard recount.matches(totals, queues: queues, kinds: kinds) else {
      throw .invalid("counters")
    }
    for queue in 0..<UInt32(queues.count) {
      for priority in 0..<Priority.levels {
        try checkEnds(of: queues[ready: queue, priority], .ready, queue, priority)
      }
      try checkEnds(of: queues[dead: queue], .dead, queue, nil)
    }
  }

  private func checkEnds(
    of list: RowList, _ status: TaskStatus, _ queue: UInt32, _ priority: Int?
  ) throws(FormatError) {
    guard list.count > 0 else {
      guard list.head == RowIndex.none, list.tail == RowIndex.none else {
        throw .invalid("ends of a list")
      }
      return
    }
    for end in [list.head, list.tail] {
      guard tasks.contains(end), tasks[end].status == status, tasks[end].queue == queue,
        priority == nil || tasks[end].priority == priority
      else { throw .invalid("ends of a list") }
    }
    try checkLength(of: list)
  }

  /// The links of every row were checked, but rows may also be linked in a circle beside the list,
  /// or be one. All of the list's rows must be on the way from its head to its tail.
  private func checkLength(of list: RowList) throws(FormatError) {
    var row = list.head
    var length: UInt32 = 1
    while row != list.tail, length < list.count, tasks.contains(tasks[row].next) {
      row = tasks[row].next
      length += 1
    }
    guard row == list.tail, length == list.count, tasks[list.head].previous == RowIndex.none,
      tasks[row].next == RowIndex.none
    else { throw .invalid("links of a list") }
  }

  private func checkVacant(_ companion: CompanionRow) throws(FormatError) {
    guard companion.reason == nil, companion.key == nil else {
      throw .invalid("companion of no task")
    }
  }

  /// Only dead letters have a reason, and only they and finished tasks have given up their key.
  private func checkHoldings(
    of companion: CompanionRow, _ status: TaskStatus
  ) throws(FormatError) {
    guard (companion.reason != nil) == (status == .dead) else {
      throw .invalid("reason of a death")
    }
    guard companion.key == nil || (status != .dead && status != .done) else {
      throw .invalid("unique key of a finished task")
    }
  }

  private mutating func restoreCompanion(_ companion: UInt32) throws(FormatError) {
    let owner = companions[companion].owner
    guard tasks.contains(owner), let status = tasks[owner].status,
      tasks[owner].companion == companion
    else { throw .invalid("owner of a companion") }
    try checkHoldings(of: companions[companion], status)
    companions[companion].timerNext = RowIndex.none
    companions[companion].timerPrevious = RowIndex.none
    if companions[companion].expiry > 0, status == .ready || status == .delayed {
      expiries.insert(companion, due: companions[companion].expiry, in: &companions)
    }
    if let reason = companions[companion].reason {
      guard reason.length <= Limits.recordBytesMax else { throw .invalid("reason of a death") }
      usage.add(reason)
    }
    guard let key = companions[companion].key else { return }
    guard keys.insert(key, row: owner) else { throw .invalid("unique key held twice") }
  }
}
