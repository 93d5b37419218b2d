extension TaskStateMachine {
  /// Walks everything and compares it with the stated invariants. O(n).
  ///
  /// - Throws: the first invariant found broken.
  package func checkInvariants() throws(InvariantViolation) {
    try checkTables()
    try checkCounters()
    try checkUsage()
    try checkCompanions()
    try checkLimits()
  }

  private func checkTables() throws(InvariantViolation) {
    try tasks.checkInvariants { $0.status == nil }
    try companions.checkInvariants { $0.owner == RowIndex.none }
    try timers.checkInvariants(in: tasks)
    try expiries.checkInvariants(in: companions)
    try keys.checkInvariants()
    for queue in 0..<UInt32(queues.count) {
      for priority in 0..<Priority.levels {
        let list = queues[ready: queue, priority]
        try list.checkInvariants(in: tasks)
        let isOccupied = queues[queue].occupied & 1 << priority != 0
        try InvariantViolation.unless(isOccupied == !list.isEmpty, "a queue's map of priorities")
      }
      try queues[dead: queue].checkInvariants(in: tasks)
    }
  }

  private func checkCounters() throws(InvariantViolation) {
    try InvariantViolation.unless(totals.isBalanced, "every task ever added is accounted for")
    var now = Counters()
    var ofQueue = [Counters](repeating: Counters(), count: queues.count)
    var ofKind = [Counters](repeating: Counters(), count: kinds.kinds.count)
    for index in 0..<tasks.highWater {
      guard let status = tasks[index].status else { continue }
      now[status] += 1
      ofQueue[Int(tasks[index].queue)][status] += 1
      ofKind[Int(tasks[index].kind)][status] += 1
    }
    let statuses: [TaskStatus] = [.ready, .delayed, .leased, .done, .dead]
    for status in statuses {
      try InvariantViolation.unless(now[status] == totals[status], "the count of \(status) tasks")
      for (queue, recount) in zip(queues.all, ofQueue) {
        try InvariantViolation.unless(
          queue.counters[status] == recount[status], "\(status) in \(queue.name)")
        try InvariantViolation.unless(queue.counters.isBalanced, "the balance of \(queue.name)")
      }
      for (kind, recount) in zip(kinds.kinds, ofKind) {
        try InvariantViolation.unless(
          kind.counters[status] == recount[status], "\(status) of a kind")
      }
    }
    let timed = totals[.delayed] + totals[.leased] + totals[.done]
    try InvariantViolation.unless(UInt64(timers.count) == timed, "the number of timers")
  }

  private func checkUsage() throws(InvariantViolation) {
    var bytes: [UInt32: UInt64] = [:]
    for index in 0..<tasks.highWater where tasks[index].status != nil {
      bytes[tasks[index].segment, default: 0] += UInt64(tasks[index].location.length)
    }
    for index in 0..<companions.highWater {
      guard let reason = companions[index].reason else { continue }
      bytes[reason.segment, default: 0] += UInt64(reason.length)
    }
    for (segment, recount) in bytes {
      try InvariantViolation.unless(
        usage[segment] == recount, "the living bytes of segment \(segment)")
    }
    try InvariantViolation.unless(
      usage.total == bytes.values.reduce(0, +), "the living bytes of all segments")
  }

  private func checkLimits() throws(InvariantViolation) {
    try limits.checkInvariants { queues.contains($0) && queues[$0].isLimited }
    let limited = (0..<UInt32(queues.count)).count { queues[$0].isLimited }
    try InvariantViolation.unless(limited == Int(limits.count), "the number of limited queues")
  }

  private func checkCompanions() throws(InvariantViolation) {
    var held = 0
    var armed: UInt32 = 0
    for index in 0..<companions.highWater where companions[index].owner != RowIndex.none {
      let owner = companions[index].owner
      try InvariantViolation.unless(
        tasks.contains(owner) && tasks[owner].companion == index, "a companion's owner")
      let waits = tasks[owner].status == .ready || tasks[owner].status == .delayed
      if waits, companions[index].expiry > 0 { armed += 1 }
      guard let key = companions[index].key else { continue }
      held += 1
      try InvariantViolation.unless(keys.row(for: key) == owner, "the holder of a unique key")
    }
    try InvariantViolation.unless(keys.count == held, "the number of unique keys")
    try InvariantViolation.unless(expiries.count == armed, "the number of expiries")
  }
}
