import Simulator
import Testing
import XylemCore
import XylemStorage

/// Verify sees every damage and changes nothing (I12, I14).
@Suite struct VerificationTests {
  let subject = EngineUnderTest()

  private func closedStore(_ count: Int = 3) throws {
    let engine = try subject.open()
    for number in 0..<count { _ = try subject.enqueue(engine, subject.task("task \(number)")) }
    engine.maintain()
    engine.close()
  }

  private func verify() throws -> VerificationReport {
    try Verification.run(subject.disk, "/store")
  }

  @Test func aClosedStoreIsSound() throws {
    try closedStore()
    let report = try verify()
    #expect(report.isSound)
    #expect(report.isLocked)
    #expect(report.tasks == 3)
    #expect(report.records == 3 + 1 + 1 + 1 + 1)
    let sizes = subject.disk.files().filter { $0.path != "store/lock" }.map { $0.bytes.count }
    #expect(report.files == sizes.count)
    #expect(report.bytes == UInt64(sizes.reduce(0, +)))
  }

  @Test func anOpenStoreIsBusyAndAVerifiedOneCannotBeOpened() throws {
    let engine = try subject.open()
    #expect(throws: StoreError.busy(path: "/store")) { try verify() }
    engine.close()
    let folder = try subject.disk.openDirectory("/store", create: false)
    let reader = try folder.lockShared("lock")
    #expect(try verify().isSound)
    #expect(throws: StoreError.busy(path: "/store")) { try subject.open() }
    reader.release()
    try subject.open().close()
  }

  @Test func damagedPaddingIsSeen() throws {
    try closedStore()
    let frame = try #require(
      try LogView(subject.disk, segment: 1).frames.first {
        $0.header.frameBytes > FrameHeader.bytes + Int($0.header.bodyBytes)
      })
    let place = frame.offset + FrameHeader.bytes + Int(frame.header.bodyBytes)
    subject.disk.flipBit("/store/segments/0000000001", place * 8)
    let report = try verify()
    #expect(report.damages.map(\.kind) == [.padding])
    #expect(report.damages.first?.offset == UInt64(place))
    #expect(report.refusal == nil)
    #expect(!report.isSound)
  }

  @Test func aDamagedPayloadNamesItsTask() throws {
    try closedStore()
    let bytes = try #require(subject.disk.contents("/store/segments/0000000001"))
    let wanted = Array("task 1".utf8)
    let place = try #require(bytes.indices.first { bytes[$0...].starts(with: wanted) })
    subject.disk.flipBit("/store/segments/0000000001", place * 8)
    let report = try verify()
    let damage = try #require(report.damages.first)
    #expect(report.damages.count == 1)
    #expect(damage.kind == .frame)
    #expect(damage.taskCount == 1)
    #expect(damage.tasks.first?.name == "send")
    #expect(damage.tasks.first?.queue == "mail")
    #expect(damage.tasks.first?.lowerHalf == UInt64(1) << 63 | 1)
    #expect(damage.sequences?.count == 1)
    // The checkpoint covers the frame, so the store would open.
    #expect(report.refusal == nil)
  }

  @Test func aMissingSegmentAndAForeignNameAreSeen() throws {
    try closedStore()
    subject.disk.delete("/store/segments/0000000001")
    subject.disk.replace("/store/segments/notes.txt", with: [1])
    let report = try verify()
    #expect(report.damages.contains { $0.kind == .state || $0.kind == .missingSegment })
    #expect(report.refusal != nil)
    #expect(report.leftovers.contains { $0.file == "segments/notes.txt" })
  }

  @Test func aBrokenIdentityIsNoReasonToStop() throws {
    try closedStore()
    subject.disk.flipBit("/store/store", 300)
    let report = try verify()
    #expect(report.damages.map(\.kind) == [.identity])
    #expect(report.tasks == 3)
    #expect(report.namespace == nil)
  }

  @Test func aMediumThatDoesNotAnswerIsNoDamage() throws {
    try closedStore()
    subject.disk.resetCounters()
    subject.disk.faults.rules = [FaultRule(.read, number: 3, lasting: true)]
    #expect(throws: StoreError.self) { try verify() }
  }

  @Test func readOnlyFilesAreEnough() throws {
    try ScratchDirectory.use { scratch in
      var options = EngineOptions()
      options.segmentBytes = 32 * 1024
      let engine = try Engine.open(PosixFileSystem(), scratch("store"), options)
      engine.maintain()
      engine.close()
      try scratch.forbidWriting("store")
      let report = try Verification.run(PosixFileSystem(), scratch("store"))
      #expect(report.isSound)
      try scratch.allowWriting("store")
    }
  }
}
