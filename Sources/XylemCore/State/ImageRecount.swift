/// Counts restored rows anew, to compare with the counters that were saved beside them.
struct ImageRecount {
  private var totals = Counters()
  private var queues: [Counters]
  private var kinds: [Counters]
  /// Rows of each list: ready ones by priority, then dead ones, queue after queue.
  private var lists: [UInt32]

  init(queues: Int, kinds: Int) {
    self.queues = Array(repeating: Counters(), count: queues)
    self.kinds = Array(repeating: Counters(), count: kinds)
    lists = Array(repeating: 0, count: queues * QueueRow.listCount)
  }

  /// Counts a row whose queue, kind and priority were checked.
  mutating func count(_ row: TaskRow) {
    guard let status = row.status else { return }
    totals[status] += 1
    queues[Int(row.queue)][status] += 1
    kinds[Int(row.kind)][status] += 1
    let base = Int(row.queue) * QueueRow.listCount
    if status == .ready { lists[base + row.priority] += 1 }
    if status == .dead { lists[base + Priority.levels] += 1 }
  }

  /// Whether every saved number that can be recounted is right.
  func matches(
    _ saved: Counters, queues savedQueues: borrowing QueueTable, kinds savedKinds: KindTable
  ) -> Bool {
    // Queues or kinds that come behind the rows were not there when these were counted.
    guard queues.count == savedQueues.count, kinds.count == savedKinds.kinds.count,
      saved.isBalanced, Self.agree(saved, totals),
      zip(savedKinds.kinds, kinds).allSatisfy({ Self.agree($0.counters, $1) })
    else { return false }
    for queue in 0..<UInt32(savedQueues.count) where !agree(queue, savedQueues[queue]) {
      return false
    }
    return true
  }

  private func agree(_ queue: UInt32, _ saved: QueueRow) -> Bool {
    let base = Int(queue) * QueueRow.listCount
    return saved.counters.isBalanced && Self.agree(saved.counters, queues[Int(queue)])
      && (0..<QueueRow.listCount).allSatisfy { saved.lists[$0].count == lists[base + $0] }
  }

  private static func agree(_ saved: Counters, _ recount: Counters) -> Bool {
    let statuses: [TaskStatus] = [.ready, .delayed, .leased, .done, .dead]
    return statuses.allSatisfy { saved[$0] == recount[$0] }
  }
}
