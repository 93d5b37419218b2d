@testable import XylemCore

/// Records of every kind, with the least and the most their fields may be.
enum SampleRecords {
  static let references = [
    TaskReference(row: 0, generation: 0),
    TaskReference(row: 300, generation: 5),
    TaskReference(row: Limits.rowsMax - 1, generation: TaskReference.generationMask),
  ]
  static let instants: [UInt64] = [1, 1_700_000_000_000, Limits.instantMillisecondsMax]
  static let names = ["a", "größe/日本", String(repeating: "n", count: Limits.nameBytesMax)]

  static let coldPlaces = [
    RecordLocation(segment: Limits.hotSegmentMax + 1, offset: 512, length: 26),
    RecordLocation(
      segment: Limits.coldSegmentMax, offset: Limits.segmentBytesMax,
      length: UInt32(Limits.recordBytesMax)),
  ]

  /// Every kind at least once.
  static var all: [Record] {
    tables + references.flatMap(transitions) + references.flatMap(additions) + [.closed]
  }

  /// Those that carry bytes.
  static var carrying: [Record] { all.filter(carries) }

  static func carries(_ record: Record) -> Bool {
    switch record {
    case .enqueued, .completed, .retried, .died, .relocated: true
    default: false
    }
  }

  private static var tables: [Record] {
    let queues: [UInt32] = [0, UInt32(Limits.queuesMax - 1)]
    return queues.flatMap { queue in
      [.queuePaused(queue: queue), .queueResumed(queue: queue)]
        + names.map { Record.queueAdded(queue: queue, name: QueueName(stringLiteral: $0)) }
    } + kinds + limits + [0, 1, UInt32.max].map { .opened(epoch: $0) }
  }

  private static var limits: [Record] {
    let most = QueueLimit(
      rate: QueueLimit.Rate(
        permits: Limits.permitsMax, periodMilliseconds: Limits.durationMillisecondsMax,
        burst: Limits.permitsMax), concurrency: Limits.permitsMax)
    let last = QueueLimit.Arrival(
      milliseconds: Limits.instantMillisecondsMax, parts: UInt32(Limits.permitsMax - 1))
    let none = QueueLimit.Arrival()
    let queue = UInt32(Limits.queuesMax - 1)
    return [
      .queueLimited(queue: 0, .rate(1, per: .milliseconds(1), burst: 1), arrival: none),
      .queueLimited(queue: queue, .concurrency(1), arrival: none),
      .queueLimited(queue: queue, nil, arrival: none),
      .queueLimited(queue: queue, most, arrival: last),
      .permitsTaken(queue: 0, arrival: none), .permitsTaken(queue: queue, arrival: last),
    ]
  }

  private static var kinds: [Record] {
    let longest = Limits.durationMillisecondsMax
    let most = RetryPolicy(
      attempts: Limits.attemptsMax, baseMilliseconds: longest, factorPermille: 1_000_000,
      capMilliseconds: longest, jitter: .equal)
    return zip(names, [RetryPolicy.never, .standard, most]).map { name, retry in
      .kindAdded(
        kind: UInt16(Limits.kindsMax - 1),
        TaskKind(
          name: TaskName(stringLiteral: name), retry: retry,
          deliveryLimit: UInt32(Limits.deliveriesMax), retentionMilliseconds: longest))
    }
  }

  private static func transitions(of task: TaskReference) -> [Record] {
    let plain: [Record] = [
      .promoted(task), .leaseLost(task), .expired(task), .cancelled(task), .revived(task),
      .discarded(task), .completed(task, forgetAt: nil), .released(task, due: nil),
      .relocated(task, .task), .relocated(task, .reason),
      .moved(task, .task, coldPlaces[0]), .moved(task, .reason, coldPlaces[1]),
    ]
    let timed = instants.flatMap { instant -> [Record] in
      [
        .leased(task, counter: 0, deadline: instant), .extended(task, deadline: instant),
        .leased(task, counter: .max, deadline: instant), .retried(task, due: instant),
        .completed(task, forgetAt: instant), .released(task, due: instant),
      ]
    }
    let reasons: [DeathReason] = [
      .attemptsExhausted, .permanentFailure, .deliveriesExhausted, .unreadable,
    ]
    return plain + timed
      + reasons.flatMap { reason in
        [true, false].map { .died(task, reason: reason, isFailure: $0) }
      }
  }

  private static func additions(of task: TaskReference) -> [Record] {
    let key = String(repeating: "k", count: Limits.keyBytesMax)
    return [nil, "", "e\u{301}", key].flatMap { key in
      [(nil, nil), (instants[1], nil), (nil, instants[2]), (instants[0], instants[2])].map {
        (due: UInt64?, expiry: UInt64?) in
        .enqueued(
          Record.Enqueued(
            reference: task, queue: UInt32(Limits.queuesMax - 1), kind: 0, priority: 9,
            at: instants[1], due: due, expiry: expiry, uniqueKey: key))
      }
    }
  }
}
