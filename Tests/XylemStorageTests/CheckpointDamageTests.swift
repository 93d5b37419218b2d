import Simulator
import Testing
import XylemCore
import XylemStorage

/// Goal: a checkpoint that is whole but not the one wanted is skipped, and the log behind the older
/// one gives the same tasks (I11).
@Suite struct CheckpointDamageTests {
  let subject = EngineUnderTest()
  private let newest = "/store/checkpoints/0000000003"

  /// A store with two checkpoints; how many tasks it has.
  private func fill() throws -> UInt64 {
    let engine = try subject.open()
    for number in 0..<3 {
      _ = try subject.enqueue(engine, subject.task("task \(number)"))
      engine.requestCheckpoint()
      while engine.commitOnce() {}
      engine.maintain()
    }
    engine.abandon()
    subject.disk.processKill()
    return 3
  }

  private func skipped(_ change: (inout [UInt8]) throws -> Void) throws -> [String] {
    let count = try fill()
    var bytes = try #require(subject.disk.contents(newest))
    try change(&bytes)
    subject.disk.replace(newest, with: bytes)
    let engine = try subject.open()
    #expect(try subject.count(engine, .ready) == count)
    return engine.report.skippedCheckpoints.map(\.what)
  }

  @Test func theCheckpointOfAnotherNumberIsSkipped() throws {
    let what = try skipped { bytes in
      bytes = try #require(subject.disk.contents("/store/checkpoints/0000000002"))
    }
    #expect(what == ["header of another checkpoint"])
  }

  @Test func bytesBehindItAreNoticed() throws {
    #expect(try skipped { $0.append(0) } == ["invalid length of the file"])
  }

  @Test(arguments: [1, 40, 200]) func aMissingEndIsNoticed(count: Int) throws {
    #expect(try skipped { $0.removeLast(count) } == ["cut short"])
  }

  @Test func anEmptyFileIsSkipped() throws {
    #expect(try skipped { $0 = [] }.count == 1)
  }

  @Test func withoutAnyTheBeginningOfTheLogMustBeThere() throws {
    let engine = try subject.open { $0.segmentBytes = 16 * 1024 }
    for _ in 0..<12 {
      let id = try subject.enqueue(engine, subject.task(String(repeating: "x", count: 5000)))
      _ = try subject.run(engine, .cancel(id))
      engine.requestCheckpoint()
      while engine.commitOnce() {}
      engine.maintain()
    }
    #expect(engine.statistics.retiredSegments > 0)
    engine.abandon()
    subject.disk.processKill()
    for file in subject.disk.files() where file.path.contains("/checkpoints/") {
      subject.disk.delete(file.path)
    }
    let error = #expect(throws: StoreError.self) { try subject.open() }
    guard case .corrupt(let corruption) = error else {
      Issue.record("\(error as Any)")
      return
    }
    #expect(corruption.what.contains("beginning is no longer kept"))
  }
}
