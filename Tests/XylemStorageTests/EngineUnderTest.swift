import Simulator
import Testing
import XylemCore
import XylemStorage

/// An engine without threads on a simulated disk: each step is called by the test.
struct EngineUnderTest {
  let disk = VirtualFileSystem()
  let time = ManualTimeSource(wall: 1_700_000_000_000, steady: 5_000)

  func open(_ change: (inout EngineOptions) -> Void = { _ in }) throws -> Engine {
    var options = EngineOptions()
    options.segmentBytes = 32 * 1024
    change(&options)
    return try Engine.open(
      disk, "/store", options, time: time, entropy: SeededEntropySource(seed: 7))
  }

  func task(_ payload: String, queue: QueueName = "mail") -> Command.Enqueue {
    let kind = TaskKind(
      name: "send", retry: .fixed(.seconds(2), attempts: 3), deliveryLimit: 2,
      retentionMilliseconds: 60_000)
    return Command.Enqueue(queue: queue, kind: kind, payload: Array(payload.utf8))
  }

  /// Carries a command out and commits it; what its waiter was told comes first.
  func run(_ engine: Engine, _ command: Command) throws -> Outcome {
    let answer = Answer()
    let outcome = engine.submit(
      command, durability: .synced, waiter: .callback { answer.set($0) })
    while engine.commitOnce() {}
    if let failure = answer.failure { throw failure }
    #expect(answer.releases == 1)
    return try outcome.get()
  }

  func enqueue(_ engine: Engine, _ task: Command.Enqueue) throws -> TaskID {
    guard case .enqueued(let id) = try run(engine, .enqueue(task)) else {
      throw UnexpectedOutcome()
    }
    return id
  }

  func lease(_ engine: Engine, _ limit: Int = 10) throws -> [Delivery] {
    let wish = Command.Lease(
      shares: [(queue: "mail", share: 5)], limit: limit, milliseconds: 10_000)
    guard case .leased(let tasks) = try run(engine, .lease(wish)) else {
      throw UnexpectedOutcome()
    }
    return try tasks.map { try engine.deliver($0) }
  }

  func count(_ engine: Engine, _ status: TaskStatus) throws -> UInt64 {
    try engine.inspect(waiter: .none) { $0.totals[status] }.get()
  }
}

/// A command came to something else than the test expects.
struct UnexpectedOutcome: Error {}

/// What a waiter was told.
final class Answer: @unchecked Sendable {
  // Unchecked because these tests have one thread.
  private(set) var releases = 0
  private(set) var failure: StoreError?

  func set(_ failure: StoreError?) {
    releases += 1
    self.failure = failure
  }
}
