import Simulator
import Testing
import XylemCore
import XylemStorage

/// A sector that the medium does not give back stops neither verify nor salvage (I1, I12).
@Suite struct UnreadableSectorTests {
  let subject = EngineUnderTest()
  private static let segment = StoreFileName.name(1)
  private static let names = Salvage.Name(namespace: "default", environment: "development")

  /// Ten tasks, each in a frame of its own of half a page.
  private func store() throws -> [TaskID] {
    let engine = try subject.open()
    let tasks = try (0..<10).map { number in
      try subject.enqueue(
        engine, subject.task("\(number) " + String(repeating: "x", count: 1_900)))
    }
    engine.abandon()
    subject.disk.processKill()
    return tasks
  }

  /// From now on no read of `range` of a file succeeds. The new store has files of the same name,
  /// but reads its larger segments in larger pieces.
  private func breakSector(_ file: String, _ range: Range<UInt64>) {
    let disk = subject.disk
    disk.onCall = { [weak disk] call in
      let hits =
        call.kind == .read && call.file == file && call.length <= 32 * 1024
        && call.offset < range.upperBound
        && call.offset + UInt64(call.length) > range.lowerBound
      disk?.faults.rules = hits ? [FaultRule(.read, number: 1, lasting: true)] : []
    }
  }

  private func salvage() throws -> SalvageReport {
    let report = try Salvage.run(
      subject.disk, "/store", into: "/new", name: Self.names,
      entropy: SeededEntropySource(seed: 99))
    subject.disk.onCall = nil
    subject.disk.faults.rules = []
    #expect(try Verification.run(subject.disk, "/new").isSound)
    return report
  }

  @Test func oneSectorInTheLogIsReportedAndReadAround() throws {
    let tasks = try store()
    breakSector(Self.segment, 9_000..<9_512)
    let report = try Verification.run(subject.disk, "/store")
    let unreadable = report.damages.filter { $0.kind == .unreadable }
    #expect(unreadable.map(\.file) == [StoreFileName.segmentPath(1)])
    #expect(unreadable.map(\.offset) == [8_192])
    #expect(unreadable.map(\.length) == [4_096])
    #expect(report.damages.contains { $0.kind == .frame && $0.sequences != nil })
    guard case .io = report.refusal else {
      Issue.record("opening would not be refused: \(report.refusal as Any)")
      return
    }
    let salvage = try salvage()
    #expect((7..<10).contains(salvage.tasks))
    #expect(salvage.newID(of: tasks[0]) != nil)
    #expect(salvage.newID(of: tasks[9]) != nil)
    #expect(!salvage.isComplete)
    #expect(salvage.damages.contains { $0.kind == .unreadable })
  }

  @Test func behindAnUnreadableEndEveryTaskIsInDoubt() throws {
    let tasks = try store()
    let last = try #require(try LogView(subject.disk, segment: 1).frames.last)
    let page = UInt64(last.offset) / 4_096 * 4_096
    breakSector(Self.segment, page..<page + 4_096)
    let report = try Verification.run(subject.disk, "/store")
    #expect(report.cut == nil)
    #expect(!report.isSound)
    let salvage = try salvage()
    #expect(salvage.cut == nil)
    #expect(salvage.newID(of: tasks[0]) != nil)
    #expect(UInt64(salvage.losses.count) == salvage.tasks)
    #expect(salvage.losses.allSatisfy { $0.reason == .inDoubt })
  }

  @Test func anUnreadableIdentityNeedsANameAndNothingElse() throws {
    let tasks = try store()
    breakSector("store", 0..<512)
    let report = try Verification.run(subject.disk, "/store")
    #expect(report.damages.map(\.kind) == [.identity, .unreadable])
    let salvage = try salvage()
    #expect(tasks.allSatisfy { salvage.newID(of: $0) != nil })
  }

  @Test func whatFailsOnlyOnceIsNoDamage() throws {
    _ = try store()
    for number in 1...12 {
      subject.disk.resetCounters()
      subject.disk.faults.rules = [FaultRule(.read, number: number)]
      #expect(try Verification.run(subject.disk, "/store").damages.isEmpty)
    }
  }

  @Test func whatIsReadWronglyOnceIsNoDamage() throws {
    _ = try store()
    let frame = try #require(try LogView(subject.disk, segment: 1).frames.last)
    let bit = (frame.offset + FrameHeader.bytes + 50) * 8
    let path = "/store/" + StoreFileName.segmentPath(1)
    let disk = subject.disk
    disk.flipBit(path, bit)
    var reads = 0
    disk.onCall = { [weak disk] call in
      guard call.kind == .read, call.file == Self.segment else { return }
      let end = call.offset + UInt64(call.length)
      guard (call.offset..<end).contains(UInt64(bit / 8)) else { return }
      reads += 1
      if reads == 2 { disk?.flipBit(path, bit) }
    }
    #expect(try Verification.run(disk, "/store").isSound)
    #expect(reads >= 2)
  }
}
