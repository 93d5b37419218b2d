import XylemCore

/// A record of every kind.
enum SampleRecords {
  static let kind = TaskKind(
    name: "mail", retry: .standard, deliveryLimit: 5, retentionMilliseconds: 60_000)

  static func encoded() -> [[UInt8]] {
    all.map { record, bytes in
      var writer = ByteWriter()
      _ = bytes.withUnsafeBytes { RecordCoder.encode(record, carrying: $0, into: &writer) }
      return Array(writer.bytes)
    }
  }

  private static let task = TaskReference(row: 300, generation: 70_000)
  private static let instant: UInt64 = 1_700_000_000_000
  private static let limit = QueueLimit.rate(7, per: .seconds(1), burst: 3).concurrency(2)
  private static let arrival = QueueLimit.Arrival(milliseconds: instant, parts: 6)

  /// What adding a task with every option is decided into: its queue, its kind and itself.
  private static var additions: [(Record, [UInt8])] {
    let state = TaskStateMachine(store: StoreID(first: 1, second: 2), time: instant)
    var plan = Plan()
    state.beginPlan(&plan, isGroup: false)
    _ = try? state.decide(.enqueue(SampleStore.task(15)), at: instant, into: &plan)
    return plan.additions.map { ($0.record, $0.bytes) }
  }

  private static var all: [(Record, [UInt8])] {
    additions + [
      (.promoted(task), []),
      (.leased(task, counter: 9, deadline: instant), []), (.extended(task, deadline: instant), []),
      (.completed(task, forgetAt: instant), [5, 6]), (.completed(task, forgetAt: nil), []),
      (.retried(task, due: instant), Array("again".utf8)),
      (.died(task, reason: .permanentFailure, isFailure: true), Array("no".utf8)),
      (.released(task, due: instant), []), (.released(task, due: nil), []), (.leaseLost(task), []),
      (.expired(task), []), (.cancelled(task), []), (.revived(task), []), (.discarded(task), []),
      (.queuePaused(queue: 1), []), (.queueResumed(queue: 1), []), (.opened(epoch: 4), []),
      (.queueLimited(queue: 1, limit, arrival: arrival), []),
      (.queueLimited(queue: 1, nil, arrival: QueueLimit.Arrival()), []),
      (.permitsTaken(queue: 1, arrival: arrival), []),
      (.closed, []), (.relocated(task, .task), [1, 2, 3]), (.relocated(task, .reason), [4]),
    ]
  }
}
