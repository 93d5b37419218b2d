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
      try complete(engine)
    }
    while engine.commitOnce() {}
  }

  private func enqueue(_ tasks: Int, _ engine: Engine) throws {
    let task = EngineUnderTest.addition()
    let batch = [[UInt8]](repeating: task.payload, count: 1000)
    for _ in 0..<tasks / 1000 {
      _ = try engine.submitAdditions(
        like: task, batch, durability: .synced, waiter: .none
      ).get()
      engine.commitOnce()
    }
  }

  private func complete(_ engine: Engine) throws {
    let wish = Command.Lease(
      shares: [(queue: "benchmark", share: 64)], limit: 64, milliseconds: 60_000)
    while case .leased(let leased) = try engine.submit(
      .lease(wish), durability: .synced, waiter: .none
    ).get(), !leased.isEmpty {
      let outcomes = leased.map { Command.complete(engine.tokenWithoutRecord($0), result: []) }
      _ = try engine.submitEach(outcomes, durability: .synced, waiter: .none).get()
      engine.commitOnce()
    }
  }
}
