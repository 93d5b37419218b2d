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
    var heads = heads
    heads.beginRows(queues: queues.count, kinds: kinds.kinds.count)
    try check(heads.recount)
    try restoreCompanions(namedBy: heads.companionedRows)
  }

  /// Each companion in use is named by its owner; so none is named twice, or by a row that has
  /// none, when as many rows name one as are in use.
  private mutating func restoreCompanions(namedBy rows: UInt32) throws(FormatError) {
    guard companions.count == rows else { throw .invalid("companion of a task") }
    for companion in 0..<companions.highWater {
      if companions[companion].owner == RowIndex.none {
        try checkVacant(companions[companion])
      } else {
        try restoreCompanion(companion)
      }
    }
  }

  func checkFields(of task: TaskRow) throws(FormatError) {
    guard task.priority < Priority.levels, queues.contains(task.queue), kinds.contains(task.kind),
      task.generation <= TaskReference.generationMask, task.location.length > 0,
      task.offset <= Limits.segmentBytesMax
    else { throw .invalid("task row") }
  }

  /// Timed rows go into the wheel. Ready and dead ones are looked at list by list.
  mutating func placeTimer(of row: UInt32) {
    guard let status = tasks[row].status, status.isTimed else { return }
    let due = tasks[row].due
    tasks[row].next = RowIndex.none
    tasks[row].previous = RowIndex.none
    timers.insert(row, due: due, in: &tasks)
  }

  private func check(_ recount: ImageRecount) throws(FormatError) {
    guard recount.matches(totals, queues: queues, kinds: kinds) else {
      throw .invalid("counters")
    }
    for queue in 0..<UInt32(queues.count) {
      for priority in 0..<Priority.levels {
        try check(queues[ready: queue, priority]) {
          $0.status == .ready && $0.queue == queue && $0.priority == priority
        }
      }
      try check(queues[dead: queue]) { $0.status == .dead && $0.queue == queue }
    }
  }

  /// Walks a list from head to tail. No row is met twice, because each names the one before it; so
  /// a list of the counted length holds every row that belongs there.
  private func check(
    _ list: RowList, isMember: (borrowing TaskRow) -> Bool
  ) throws(FormatError) {
    var row = list.head
    var previous = RowIndex.none
    var length: UInt32 = 0
    while row != RowIndex.none {
      guard length < list.count, tasks.contains(row), isMember(tasks[row]),
        tasks[row].previous == previous
      else { throw .invalid("links of a list") }
      previous = row
      row = tasks[row].next
      length += 1
    }
    guard length == list.count, list.tail == previous else { throw .invalid("ends of a list") }
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
      guard reason.length <= Limits.recordBytesMax, reason.offset <= Limits.segmentBytesMax else {
        throw .invalid("reason of a death")
      }
      usage.add(reason)
    }
    guard let key = companions[companion].key else { return }
    guard keys.insert(key, row: owner) else { throw .invalid("unique key held twice") }
  }
}
