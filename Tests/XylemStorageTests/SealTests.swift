import Simulator
import Testing
import XylemCore
import XylemStorage

/// Where one segment ends and the next begins. Two of the tasks here fill a segment of 32 KiB.
@Suite struct SealTests {
  let subject = EngineUnderTest()

  private func large(_ name: String) -> Command.Enqueue {
    subject.task(name + String(repeating: ".", count: 12 * 1024))
  }

  /// What leases find, without the filling.
  private func names(_ engine: Engine) throws -> [String] {
    try subject.lease(engine).map {
      String(decoding: $0.payload.prefix { $0 != UInt8(ascii: ".") }, as: UTF8.self)
    }
  }

  /// A store whose first segment has no room for another large task, and nothing alive.
  private func nearlyFull() throws -> Engine {
    let engine = try subject.open()
    engine.maintain()
    for name in ["a", "b"] {
      _ = try subject.run(engine, .cancel(try subject.enqueue(engine, large(name))))
    }
    return engine
  }

  private func checkpoint(_ engine: Engine) {
    engine.requestCheckpoint()
    while engine.commitOnce() {}
    engine.maintain()
  }

  @Test func aSegmentStaysWhileReplayStartsAtItsSeal() throws {
    var engine = try nearlyFull()
    for _ in 0..<2 { checkpoint(engine) }
    _ = try subject.enqueue(engine, large("c"))
    engine.maintain()
    subject.disk.processKill()
    engine = try subject.open()
    #expect(try names(engine) == ["c"])
  }

  @Test func theOlderCheckpointIsOfUseWhenItEndsAtASeal() throws {
    var engine = try nearlyFull()
    checkpoint(engine)
    _ = try subject.enqueue(engine, large("c"))
    checkpoint(engine)
    subject.disk.processKill()
    subject.disk.flipBit("/store/checkpoints/0000000002", 700)
    engine = try subject.open()
    #expect(engine.report.skippedCheckpoints.count == 1)
    #expect(try names(engine) == ["c"])
  }

  @Test func segmentsLetGoOnceBothCheckpointsAreBehindThem() throws {
    let engine = try nearlyFull()
    checkpoint(engine)
    _ = try subject.enqueue(engine, large("c"))
    for _ in 0..<2 { checkpoint(engine) }
    #expect(engine.statistics.retiredSegments == 1)
  }

  @Test(arguments: [true, false])
  func aSealThatWasNotSyncedIsSyncedByTheNextOpening(byFailure: Bool) throws {
    var engine = try nearlyFull()
    subject.disk.resetCounters()
    // The header of the next segment is written and synced, then the seal.
    if byFailure {
      subject.disk.faults.rules = [FaultRule(.sync, number: 2)]
    } else {
      subject.disk.faults.stop = StopPoint(call: 4)
    }
    #expect(throws: StoreError.self) { try subject.enqueue(engine, large("c")) }
    subject.disk.faults.rules = []
    engine.abandon()
    if !byFailure { subject.disk.processKill() }
    engine = try subject.open()
    _ = try subject.enqueue(engine, subject.task("acknowledged"))
    var generator = SeededGenerator(seed: 5)
    subject.disk.crash(.nothing, using: &generator)
    engine = try subject.open()
    #expect(try names(engine) == ["acknowledged"])
  }

  @Test func aDamagedSealBeforeASyncedFrameIsNoTornTail() throws {
    let engine = try nearlyFull()
    _ = try subject.enqueue(engine, large("c"))
    let seal = try #require(try LogView(subject.disk, segment: 1).frames.last)
    #expect(seal.header.isSeal)
    #expect(try LogView(subject.disk, segment: 2).frames.count == 1)
    subject.disk.processKill()
    subject.disk.flipBit("/store/segments/0000000001", (seal.offset + 20) * 8)
    let before = subject.disk.files().map(\.bytes)
    #expect(throws: StoreError.self) { try subject.open() }
    #expect(subject.disk.files().map(\.bytes) == before)
  }

  @Test func everySegmentOfALongBatchIsRetired() throws {
    let engine = try subject.open()
    engine.maintain()
    let tasks = (0..<200).map {
      Command.enqueue(subject.task(String(repeating: "x", count: 1024 + $0)))
    }
    let added = try engine.submitEach(tasks, durability: .synced, waiter: .none).get()
    while engine.commitOnce() {}
    let cancels = try added.map { outcome -> Command in
      guard case .success(.enqueued(let id)) = outcome else { throw UnexpectedOutcome() }
      return .cancel(id)
    }
    _ = try engine.submitEach(cancels, durability: .synced, waiter: .none).get()
    for _ in 0..<3 { checkpoint(engine) }
    let begun = try subject.disk.files().filter { $0.path.contains("segments") }.filter {
      try $0.bytes.withUnsafeBytes {
        try SegmentHeader.decode(UnsafeRawBufferPointer(rebasing: $0[..<SegmentHeader.bytes]))
      } != nil
    }
    #expect(begun.count <= 2, "\(begun.map(\.path))")
  }
}
