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
    lists = Array(repeating: 0, count: queues * QueueTable.listsPerQueue)
  }

  /// Counts a row whose queue, kind and priority were checked.
  mutating func count(_ row: TaskRow) {
    guard let status = row.status else { return }
    totals[status] += 1
    queues[Int(row.queue)][status] += 1
    kinds[Int(row.kind)][status] += 1
    let base = Int(row.queue) * QueueTable.listsPerQueue
    if status == .ready { lists[base + row.priority] += 1 }
    if status == .dead { lists[base + Priority.levels] += 1 }
  }

  /// Whether every saved number that can be recounted is right.
  func matches(_ saved: Counters, queues savedQueues: QueueTable, kinds savedKinds: KindTable)
    -> Bool
  {
    saved.isBalanced && Self.agree(saved, totals)
      && zip(savedQueues.queues, queues).allSatisfy {
        $0.counters.isBalanced && Self.agree($0.counters, $1)
      }
      && zip(savedKinds.kinds, kinds).allSatisfy { Self.agree($0.counters, $1) }
      && (0..<UInt32(savedQueues.count)).allSatisfy { agree($0, savedQueues) }
  }

  private func agree(_ queue: UInt32, _ saved: QueueTable) -> Bool {
    let base = Int(queue) * QueueTable.listsPerQueue
    return saved[dead: queue].count == lists[base + Priority.levels]
      && (0..<Priority.levels).allSatisfy { saved[ready: queue, $0].count == lists[base + $0] }
  }

  private static func agree(_ saved: Counters, _ recount: Counters) -> Bool {
    let statuses: [TaskStatus] = [.ready, .delayed, .leased, .done, .dead]
    return statuses.allSatisfy { saved[$0] == recount[$0] }
  }
}
