import XylemCore
import XylemStorage

/// A fixed number of tasks through the engine, on one thread and in a fixed order, so that counting
/// instructions says what a task costs whatever else the machine does.
///
///     valgrind --tool=callgrind .build/release/benchmark --instructions enqueue 20000
enum FixedWork: String, CaseIterable {
  /// Batches of 1,000 new tasks.
  case batch
  /// New tasks, one command each.
  case enqueue
  /// Batches that are leased and completed, 64 at a time.
  case cycle
  /// The same, with what workers read in between.
  case deliver
  /// The cycle with 64 new tasks each time, beside a thousand that wait.
  case besideThousand = "beside-1k"
  /// The same beside a hundred thousand.
  case besideManyThousand = "beside-100k"
  /// The same in one queue, in which a task waits.
  case oneQueue = "queues-1"
  /// The same in each of ten thousand queues in turn.
  case manyQueues = "queues-10k"

  /// Tasks that are leased at a time.
  private static let taken = 64

  /// Does the work with `tasks` tasks, a multiple of 1,000, in a store below `scratch`.
  func run(_ tasks: Int, in scratch: ScratchDirectory) throws {
    let engine = try Engine.open(PosixFileSystem(), scratch.child("fixed"), EngineOptions())
    defer { engine.close() }
    switch self {
    case .batch: try enqueue(tasks, engine)
    case .enqueue:
      let task = EngineUnderTest.task()
      for index in 0..<tasks {
        _ = try engine.submit(task, durability: .synced, waiter: .none).get()
        if index % 64 == 63 { engine.commitOnce() }
      }
    case .cycle:
      try enqueue(tasks, engine)
      while try complete(engine) > 0 {}
    case .deliver:
      try enqueue(tasks, engine)
      while try complete(engine, isDelivered: true) > 0 {}
    case .besideThousand: try cycle(tasks, in: 1, beside: 1000, engine)
    case .besideManyThousand: try cycle(tasks, in: 1, beside: 100_000, engine)
    case .oneQueue: try cycle(tasks, in: 1, beside: 1, engine)
    case .manyQueues: try cycle(tasks, in: 10_000, beside: 1, engine)
    }
    while engine.commitOnce() {}
  }

  private func cycle(
    _ tasks: Int, in queueCount: Int, beside pending: Int, _ engine: Engine
  ) throws {
    let queues = try (0..<queueCount).map { try QueueName("tenant-\($0)") }
    for queue in queues {
      try enqueue(pending, engine, to: queue, perCall: min(1000, pending))
    }
    for round in 0..<tasks / Self.taken {
      let queue = queues[round % queues.count]
      try enqueue(Self.taken, engine, to: queue, perCall: Self.taken)
      _ = try complete(engine, from: queue)
    }
  }

  private func enqueue(
    _ tasks: Int, _ engine: Engine, to queue: QueueName = EngineUnderTest.queue,
    perCall: Int = 1000
  ) throws {
    let task = EngineUnderTest.addition(to: queue)
    let batch = [[UInt8]](repeating: task.payload, count: perCall)
    for _ in 0..<tasks / perCall {
      _ = try engine.submitAdditions(
        like: task, batch, durability: .synced, waiter: .none
      ).get()
      engine.commitOnce()
    }
  }

  /// Leases and completes one batch; how many tasks it had.
  private func complete(
    _ engine: Engine, from queue: QueueName = EngineUnderTest.queue, isDelivered: Bool = false
  ) throws -> Int {
    let wish = Command.Lease(
      shares: [(queue: queue, share: Self.taken)], limit: Self.taken, milliseconds: 60_000)
    guard
      case .leased(let leased) = try engine.submit(
        .lease(wish), durability: .synced, waiter: .none
      ).get(), !leased.isEmpty
    else { return 0 }
    if isDelivered { for delivery in engine.deliver(leased) { _ = try delivery.get() } }
    let outcomes = leased.map { Command.complete(engine.tokenWithoutRecord($0), result: []) }
    _ = try engine.submitEach(outcomes, durability: .synced, waiter: .none).get()
    engine.commitOnce()
    return leased.count
  }
}
