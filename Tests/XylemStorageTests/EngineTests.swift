import Simulator
import Testing
import XylemCore
import XylemStorage

/// The engine without threads on the simulated disk: each step is called by the test.
@Suite struct EngineTests {
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

  func run(_ engine: Engine, _ command: Command) throws -> Outcome {
    let answer = Answer()
    let outcome = engine.submit(
      command, durability: .synced, waiter: .callback { answer.set($0) })
    while engine.commitOnce() {}
    let value = try outcome.get()
    #expect(answer.isReleased && answer.failure == nil)
    return value
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

  @Test func tasksAreLeasedInOrderWithTheirBytes() throws {
    let engine = try open()
    let ids = try ["a", "b", "c"].map { try enqueue(engine, task($0)) }
    let deliveries = try lease(engine)
    #expect(deliveries.map(\.token.task) == ids)
    #expect(deliveries.map { String(decoding: $0.payload, as: UTF8.self) } == ["a", "b", "c"])
    for delivery in deliveries {
      _ = try run(engine, .complete(delivery.token, result: [1, 2]))
    }
    let done = try engine.inspect(waiter: .none) { $0.totals[.done] }.get()
    #expect(done == 3)
  }

  @Test func everythingIsThereAfterACrash() throws {
    var engine = try open()
    let ids = try (0..<200).map { try enqueue(engine, task("payload \($0)")) }
    _ = try lease(engine, 3)
    var generator = SeededGenerator(seed: 1)
    disk.crash(.nothing, using: &generator)
    engine = try open()
    // Leases are written, not synced: a power cut may take them back, and nothing else.
    #expect(engine.report.lostLeases == 0)
    let references = try engine.inspect(waiter: .none) { $0.references() }.get()
    #expect(references.count == ids.count)
    let deliveries = try lease(engine, 200)
    #expect(Set(deliveries.map(\.token.task)) == Set(ids))
  }

  @Test func aCheckpointShortensReplayAndSegmentsAreRetired() throws {
    var engine = try open()
    for round in 0..<40 {
      for index in 0..<20 { _ = try enqueue(engine, task("round \(round) \(index)")) }
      for delivery in try lease(engine, 20) {
        _ = try run(engine, .complete(delivery.token, result: []))
      }
      time.advance(100_000)
      engine.requestCheckpoint()
      while engine.commitOnce() {}
      engine.maintain()
    }
    #expect(engine.statistics.retiredSegments > 0)
    let files = disk.files().filter { $0.path.contains("segments") }
    #expect(files.count < 12, "\(files.map(\.path))")
    engine.close()
    engine = try open()
    #expect(engine.report.checkpoint != nil)
    #expect(engine.report.replayedRecords < 10)
  }

  @Test func aTaskThatKillsItsProcessDies() throws {
    var engine = try open()
    _ = try enqueue(engine, task("poison"))
    for _ in 0..<2 {
      #expect(try lease(engine).count == 1)
      disk.processKill()
      engine = try open()
    }
    #expect(try lease(engine).isEmpty)
    let dead = try engine.inspect(waiter: .none) { $0.totals[.dead] }.get()
    #expect(dead == 1)
  }
}

struct UnexpectedOutcome: Error {}

/// What a waiter was told.
final class Answer: @unchecked Sendable {
  // Unchecked because these tests have one thread.
  private(set) var isReleased = false
  private(set) var failure: StoreError?

  func set(_ failure: StoreError?) {
    isReleased = true
    self.failure = failure
  }
}
