import Simulator
import Testing
import XylemCore
import XylemStorage

/// The engine without threads on the simulated disk: each step is called by the test.
@Suite struct EngineTests {
  let subject = EngineUnderTest()

  @Test func tasksAreLeasedInOrderWithTheirBytes() throws {
    let engine = try subject.open()
    let ids = try ["a", "b", "c"].map { try subject.enqueue(engine, subject.task($0)) }
    let deliveries = try subject.lease(engine)
    #expect(deliveries.map(\.token.task) == ids)
    #expect(deliveries.map { String(decoding: $0.payload, as: UTF8.self) } == ["a", "b", "c"])
    for delivery in deliveries {
      _ = try subject.run(engine, .complete(delivery.token, result: [1, 2]))
    }
    let done = try engine.inspect(waiter: .none) { $0.totals[.done] }.get()
    #expect(done == 3)
  }

  @Test func everythingIsThereAfterACrash() throws {
    var engine = try subject.open()
    let ids = try (0..<200).map { try subject.enqueue(engine, subject.task("payload \($0)")) }
    _ = try subject.lease(engine, 3)
    var generator = SeededGenerator(seed: 1)
    subject.disk.crash(.nothing, using: &generator)
    engine = try subject.open()
    // Leases are written, not synced: a power cut may take them back, and nothing else.
    #expect(engine.report.lostLeases == 0)
    let references = try engine.inspect(waiter: .none) { $0.references() }.get()
    #expect(references.count == ids.count)
    let deliveries = try subject.lease(engine, 200)
    #expect(Set(deliveries.map(\.token.task)) == Set(ids))
  }

  @Test func aCheckpointShortensReplayAndSegmentsAreRetired() throws {
    var engine = try subject.open()
    for round in 0..<40 {
      for index in 0..<20 {
        _ = try subject.enqueue(engine, subject.task("round \(round) \(index)"))
      }
      for delivery in try subject.lease(engine, 20) {
        _ = try subject.run(engine, .complete(delivery.token, result: []))
      }
      subject.time.advance(100_000)
      engine.requestCheckpoint()
      while engine.commitOnce() {}
      engine.maintain()
    }
    #expect(engine.statistics.retiredSegments > 0)
    let files = subject.disk.files().filter { $0.path.contains("segments") }
    #expect(files.count < 12, "\(files.map(\.path))")
    engine.close()
    engine = try subject.open()
    #expect(engine.report.checkpoint != nil)
    #expect(engine.report.replayedRecords < 10)
  }

  @Test func aTaskThatKillsItsProcessDies() throws {
    var engine = try subject.open()
    _ = try subject.enqueue(engine, subject.task("poison"))
    for _ in 0..<2 {
      #expect(try subject.lease(engine).count == 1)
      subject.disk.processKill()
      engine = try subject.open()
    }
    #expect(try subject.lease(engine).isEmpty)
    let dead = try engine.inspect(waiter: .none) { $0.totals[.dead] }.get()
    #expect(dead == 1)
  }

  @Test func manyLeasesAreTakenBackInSmallFrames() throws {
    var engine = try subject.open()
    for index in 0..<600 { _ = try subject.enqueue(engine, subject.task("\(index)")) }
    for _ in 0..<6 { #expect(try subject.lease(engine, 100).count == 100) }
    subject.disk.processKill()
    engine = try subject.open()
    #expect(engine.report.lostLeases == 600)
    #expect(try subject.count(engine, .ready) == 600)
  }
}
