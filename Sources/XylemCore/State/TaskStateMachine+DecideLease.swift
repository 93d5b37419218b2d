extension TaskStateMachine {
  func decideLease(
    _ wish: Command.Lease, at now: UInt64, into plan: inout Plan
  ) throws(Refusal) -> Outcome {
    try check(wish)
    var sources = readySources(of: wish, at: now)
    var leased: [LeasedTask] = []
    let deadline = now + wish.milliseconds
    while leased.count < wish.limit {
      let before = leased.count
      for index in sources.indices {
        take(from: &sources[index], limit: wish.limit, deadline: deadline, &leased, &plan)
      }
      if leased.count == before { break }
    }
    for source in sources where source.isLimited { takePermits(for: source, at: now, &plan) }
    return .leased(leased)
  }

  private func check(_ wish: Command.Lease) throws(Refusal) {
    guard (1...Limits.batchCommandsMax).contains(wish.limit) else {
      throw .invalidBatch("a lease takes 1 to \(Limits.batchCommandsMax) tasks, not \(wish.limit)")
    }
    guard !wish.shares.isEmpty, wish.shares.allSatisfy({ $0.share > 0 }) else {
      throw .invalidOption("a lease names queues, each with a share above zero")
    }
    guard Set(wish.shares.map(\.queue)).count == wish.shares.count else {
      throw .invalidOption("a lease names each queue once")
    }
    guard wish.milliseconds > 0 else { throw .invalidOption("a lease lasts at least 1 ms") }
    try checkDuration(wish.milliseconds, "a lease")
    guard leaseCounter < .max - 2 * UInt32(Limits.batchCommandsMax) else {
      throw .limitReached("leases since the store was opened")
    }
  }

  /// A walk over the ready tasks of one queue, the most urgent first.
  private struct ReadySource {
    let queue: UInt32
    let share: Int
    /// Priorities not walked yet, as bits.
    var occupied: UInt16
    var row: UInt32
    let isLimited: Bool
    /// How many more tasks it may give.
    var room: Int
    /// How many it gave.
    var given = 0
  }

  /// Queues that can give tasks. Whoever comes first changes from lease to lease, so that a short
  /// lease does not always end in the same queue.
  private func readySources(of wish: Command.Lease, at now: UInt64) -> [ReadySource] {
    var sources: [ReadySource] = []
    let start = Int(leaseCounter) % wish.shares.count
    for position in wish.shares.indices {
      let (name, share) = wish.shares[(start + position) % wish.shares.count]
      guard let queue = queues.number(of: name),
        !queues[queue].isPaused || isPlanted(.leaseFromPausedQueue)
      else { continue }
      guard queues[queue].occupied != 0 else { continue }
      let room = room(in: queue, at: now)
      guard room > 0 else { continue }
      let source = ReadySource(
        queue: queue, share: share, occupied: queues[queue].occupied, row: RowIndex.none,
        isLimited: queues[queue].isLimited, room: room)
      sources.append(source)
    }
    return sources
  }

  private func next(_ source: inout ReadySource) -> UInt32? {
    while source.row == RowIndex.none {
      guard source.occupied != 0 else { return nil }
      let priority = 15 - source.occupied.leadingZeroBitCount
      source.occupied &= ~(1 << UInt16(priority))
      source.row = queues[ready: source.queue, priority].head
    }
    let row = source.row
    source.row = tasks[row].next
    return row
  }

  private func take(
    from source: inout ReadySource, limit: Int, deadline: UInt64, _ leased: inout [LeasedTask],
    _ plan: inout Plan
  ) {
    var taken = 0
    let most = min(source.share, source.room)
    while taken < most, leased.count < limit, let row = next(&source) {
      plan.leases += 1
      taken += 1
      let task = LeasedTask(
        reference: reference(row), counter: leaseCounter + plan.leases, deadline: deadline,
        attempt: tasks[row].failures + 1, delivery: tasks[row].deliveries + 1,
        location: tasks[row].location)
      plan.change(.leased(task.reference, counter: task.counter, deadline: deadline))
      leased.append(task)
    }
    source.room -= taken
    source.given += taken
  }

  /// The permits of a rate are gone for good, whatever becomes of the leases.
  private func takePermits(for source: ReadySource, at now: UInt64, _ plan: inout Plan) {
    guard source.given > 0, let row = limits[source.queue], let rate = row.limit.rate,
      !isPlanted(.forgetPermits)
    else { return }
    let arrival = rate.arrival(after: source.given, at: now, row.arrival)
    plan.change(.permitsTaken(queue: source.queue, arrival: arrival))
  }
}
