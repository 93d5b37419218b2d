import Simulator
import Testing
import XylemCore
import XylemStorage

/// Goal: a log whose files were mixed up is refused and left as it is (I12, I14).
@Suite struct LogDamageTests {
  let subject = EngineUnderTest()
  private let first = "/store/segments/0000000001"
  private let second = "/store/segments/0000000002"

  /// A store whose log goes on in several segments, without a checkpoint.
  private func fill() throws {
    let engine = try subject.open { options in
      options.segmentBytes = 16 * 1024
      options.checkpointLogBytes = nil
    }
    for _ in 0..<8 {
      _ = try subject.enqueue(engine, subject.task(String(repeating: "x", count: 5000)))
    }
    engine.abandon()
    subject.disk.processKill()
  }

  private func damage() throws -> String {
    let before = subject.disk.files().filter { !$0.path.hasSuffix("lock") }
    let error = #expect(throws: StoreError.self) { try subject.open() }
    let after = subject.disk.files().filter { !$0.path.hasSuffix("lock") }
    #expect(before.elementsEqual(after) { $0.path == $1.path && $0.bytes == $1.bytes })
    guard case .corrupt(let corruption) = error else {
      Issue.record("\(error as Any)")
      return ""
    }
    return corruption.what
  }

  @Test func aSegmentUnderAnothersName() throws {
    try fill()
    subject.disk.replace(first, with: try #require(subject.disk.contents(second)))
    #expect(try damage() == "header of another segment")
  }

  @Test func aSegmentThatIsGone() throws {
    try fill()
    subject.disk.delete(second)
    #expect(try damage() == "missing, or not what was begun behind segment 1")
  }

  @Test func aSegmentWithoutItsHeader() throws {
    try fill()
    var bytes = try #require(subject.disk.contents(second))
    bytes.replaceSubrange(0..<4096, with: [UInt8](repeating: 0, count: 4096))
    subject.disk.replace(second, with: bytes)
    #expect(try damage() == "missing, or not what was begun behind segment 1")
  }

  @Test func theFirstSegmentWithoutItsHeader() throws {
    try fill()
    var bytes = try #require(subject.disk.contents(first))
    bytes.replaceSubrange(0..<4096, with: [UInt8](repeating: 0, count: 4096))
    subject.disk.replace(first, with: bytes)
    #expect(try damage() == "header of a segment gone")
  }

  @Test func anIdentityThatIsGone() throws {
    try fill()
    subject.disk.delete("/store/store")
    #expect(try damage() == "missing beside segments")
  }

  @Test func whatATornFrameLeavesIsToldOnce() throws {
    try fill()
    // Behind the last segment with frames there may be one that is only prepared.
    let files = subject.disk.files().filter { $0.bytes.starts(with: Array("XYLEMSEG".utf8)) }
    let last = try #require(files.last).path
    let number = try #require(StoreFileName.number(String(last.suffix(10))))
    let frame = try #require(LogView(subject.disk, segment: number).frames.last)
    subject.disk.flipBit(last, (frame.offset + 70) * 8)
    for isFirst in [true, false, false] {
      let engine = try subject.open()
      #expect((engine.report.cut != nil) == isFirst, "new frames leave nothing of the old one")
      engine.abandon()
      subject.disk.processKill()
    }
  }

  @Test func aFrameLargerThanTheWindowOfTheReader() throws {
    let engine = try subject.open { $0.segmentBytes = 4 << 20 }
    let payload = String(repeating: "x", count: Limits.payloadBytesMax)
    let commands = (0..<6).map { _ in Command.enqueue(subject.task(payload)) }
    _ = try engine.submitGroup(commands, durability: .synced, waiter: .none).get()
    while engine.commitOnce() {}
    engine.abandon()
    subject.disk.processKill()
    let again = try subject.open()
    #expect(try subject.count(again, .ready) == 6)
    #expect(try subject.lease(again).allSatisfy { $0.payload == Array(payload.utf8) })
  }
}
