import XylemCore
import XylemStorage

/// What whoever waits for tasks must be told.
extension Session {
  /// Notes that a lease found fewer tasks than were wanted: from now on its queues are waited for.
  func noteHunger(_ wish: Command.Lease, _ given: [LeasedTask]) {
    guard given.count < wish.limit else { return }
    for share in wish.shares {
      awaited[share.queue] = ledger.live.room(in: share.queue, at: ledger.live.time) == 0
    }
  }

  /// Once a commit is done: each queue that is waited for and could give a task was named.
  func checkNews(of engine: Engine) throws(Violation) {
    for number in news.take() {
      let wasLimited = awaited.removeValue(forKey: engine.queueName(number))
      marks.reach(.openedByTime, if: wasLimited == true)
    }
    guard !engine.hasFailed, !disk.isStopped else { return }
    let live = ledger.live
    for queue in awaited.keys where !live.paused.contains(queue) {
      let hasReady = live.tasks.values.contains { $0.status == .ready && $0.added.queue == queue }
      if hasReady, live.room(in: queue, at: live.time) > 0 {
        throw Violation("I5", "nobody was told that \(queue) gives tasks at \(live.time)")
      }
    }
  }

  /// Notes which limits a lease of `queues` is about to meet.
  func noteLimits(of queues: [QueueName]) {
    let live = ledger.live
    for queue in queues {
      guard let limit = live.limits[queue],
        live.tasks.values.contains(where: { $0.status == .ready && $0.added.queue == queue })
      else { continue }
      let isSpent = limit.room(at: live.time, leased: 0) == 0
      marks.reach(.limitedByRate, if: isSpent)
      marks.reach(.limitedByConcurrency, if: !isSpent && live.room(in: queue, at: live.time) == 0)
    }
  }
}
