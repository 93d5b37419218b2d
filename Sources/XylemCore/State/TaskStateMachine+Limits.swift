/// Limits of queues: how many tasks one may give, and when it may go on.
extension TaskStateMachine {
  /// How many tasks the queue may give at `now` (ms since 1970), however many are ready.
  func room(in queue: UInt32, at now: UInt64) -> Int {
    guard queues[queue].isLimited, let row = limits[queue] else { return .max }
    let limit = row.limit
    let paced = limit.rate?.room(at: now, after: row.arrival) ?? .max
    guard let concurrency = limit.concurrency else { return paced }
    let most = isPlanted(.leaseOneBeyondLimit) ? concurrency + 1 : concurrency
    return min(paced, max(0, most - Int(queues[queue].counters[.leased])))
  }

  /// Whether the queue gives tasks when some are ready. One that waits for its rate is told of by
  /// its timer, one at its concurrency by the next lease that ends.
  func isOpen(_ queue: UInt32) -> Bool {
    guard !queues[queue].isPaused else { return false }
    guard queues[queue].isLimited, let row = limits[queue] else { return true }
    let isFull = row.concurrency > 0 && queues[queue].counters[.leased] >= UInt64(row.concurrency)
    return !row.isInWheel && !isFull
  }

  /// Tells of ready tasks in the queue, if it gives any.
  func tellReady(_ queue: UInt32, _ effects: inout [Effect]) {
    guard queues[queue].occupied != 0, isOpen(queue) else { return }
    effects.append(.ready(queue: queue))
  }

  /// A lease of the limited queue ended: the first one below its concurrency lets another task go.
  func tellFreed(_ queue: UInt32, _ effects: inout [Effect]) {
    guard let row = limits[queue], row.concurrency > 0,
      queues[queue].counters[.leased] + 1 == UInt64(row.concurrency),
      !isPlanted(.forgetFreedLease)
    else { return }
    tellReady(queue, &effects)
  }

  /// Tells of queues that had to wait for their rate until `now` or earlier, a bounded number of
  /// them. That is no change of the state, so there is no record of it.
  package mutating func openQueues(at now: UInt64, effects: inout [Effect]) {
    var turns = 0
    while turns < Limits.timersPerTurn, let queue = limits.nextOpened(at: now) {
      if !isPlanted(.forgetOpening) { tellReady(queue, &effects) }
      turns += 1
    }
  }

  /// The limit of a queue and when its rate lets the next task go, in milliseconds since 1970: 0
  /// when it did not have to wait yet. `nil` when it has no limit. O(1).
  package func limit(of queue: UInt32) -> (limit: QueueLimit, opening: UInt64)? {
    guard queues[queue].isLimited, let row = limits[queue] else { return nil }
    return (row.limit, row.limit.rate?.opening(after: row.arrival) ?? 0)
  }

  mutating func applyLimited(
    _ queue: UInt32, _ limit: QueueLimit?, _ arrival: QueueLimit.Arrival,
    _ effects: inout [Effect]
  ) throws(FormatError) {
    guard queues.contains(queue), limit != nil || queues[queue].isLimited else {
      throw .invalid("limit of a queue")
    }
    limits.set(limit, of: queue, arrival: arrival)
    queues[queue].isLimited = limit != nil
    tellReady(queue, &effects)
  }

  mutating func applyPermits(
    _ queue: UInt32, _ arrival: QueueLimit.Arrival
  ) throws(FormatError) {
    guard queues.contains(queue), queues[queue].isLimited, let rate = limits[queue]?.limit.rate,
      arrival.parts < rate.permits
    else { throw .invalid("permits of a queue") }
    limits.use(queue: queue, upTo: arrival)
  }
}
