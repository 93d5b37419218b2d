import Foundation
import Simulator
import Testing
import XylemCore
import XylemStorage

/// Who may open a directory, and that a refusal changes no byte in it.
@Suite struct OpeningTests {
  let subject = EngineUnderTest()

  /// Every file with its bytes, to compare before and after.
  private func bytes() -> [String: [UInt8]] {
    Dictionary(uniqueKeysWithValues: subject.disk.files().map { ($0.path, $0.bytes) })
  }

  private func closedStore() throws {
    let engine = try subject.open()
    _ = try subject.enqueue(engine, subject.task("a"))
    engine.maintain()
    engine.close()
  }

  @Test func theSecondOpenerIsTurnedAway() throws {
    let engine = try subject.open()
    let before = bytes()
    #expect(throws: StoreError.self) { try subject.open() }
    #expect(bytes() == before)
    engine.close()
    try subject.open().close()
  }

  @Test func anotherIdentityIsRefused() throws {
    try closedStore()
    let before = bytes()
    let error = StoreError.wrongIdentity(
      expected: "shop/development", found: "default/development")
    #expect(throws: error) { try subject.open { $0.namespace = "shop" } }
    #expect(bytes() == before)
  }

  @Test func aNewerFormatIsRefused() throws {
    try closedStore()
    var identity = try #require(subject.disk.contents("/store/store"))
    identity[8] = 2
    let sum = identity[..<508].withUnsafeBytes { Checksum.of($0).value }
    withUnsafeBytes(of: sum.littleEndian) { identity.replaceSubrange(508..., with: $0) }
    subject.disk.replace("/store/store", with: identity)
    let before = bytes()
    #expect(throws: StoreError.newerFormat(version: 2)) { try subject.open() }
    #expect(bytes() == before)
  }

  /// A store whose only segment was removed, cut to nothing or taken away with its folder's other
  /// files used to be taken for one that had never begun, and all its tasks were gone in silence.
  @Test(arguments: ["removed", "empty", "alone"])
  func aStoreWithoutItsLogIsRefused(damage: String) throws {
    let engine = try subject.open()
    _ = try subject.enqueue(engine, subject.task("a"))
    if damage != "alone" { engine.maintain() }
    engine.abandon()
    subject.disk.processKill()
    let path = "/store/segments/0000000001"
    if damage == "empty" { subject.disk.replace(path, with: []) } else { subject.disk.delete(path) }
    let before = bytes()
    #expect(throws: StoreError.self) { try subject.open() }
    #expect(bytes() == before)
  }

  @Test func aStoreWithoutItsIdentityIsRefused() throws {
    let engine = try subject.open()
    _ = try subject.enqueue(engine, subject.task("a"))
    engine.abandon()
    subject.disk.processKill()
    subject.disk.delete("/store/store")
    let before = bytes()
    #expect(throws: StoreError.self) { try subject.open() }
    #expect(bytes() == before)
  }

  /// A damaged file with the highest number a checkpoint can have used to give later checkpoints
  /// numbers by which no opening found them again, while the log they stood for was let go.
  @Test func aStrayCheckpointTakesNoNumber() throws {
    try closedStore()
    subject.disk.replace("/store/checkpoints/4000000000", with: [1, 2, 3])
    let engine = try subject.open()
    #expect(engine.report.skippedCheckpoints.count == 1)
    engine.close()
    let again = try subject.open()
    #expect(again.report.checkpoint == 2)
    again.close()
  }

  @Test func aForeignDirectoryIsLeftAlone() throws {
    let folder = try subject.disk.openDirectory("/store", create: true)
    _ = try folder.open("holiday.jpg", .create)
    let before = bytes()
    #expect(throws: StoreError.foreignDirectory(path: "/store")) { try subject.open() }
    #expect(bytes() == before)
  }

  @Test func aMissingDirectoryIsNotMadeUnasked() throws {
    #expect(throws: StoreError.missing(path: "/store")) {
      try subject.open { $0.createsDirectory = false }
    }
    #expect(bytes().isEmpty)
  }

  @Test func aMissingSegmentIsCorruption() throws {
    try closedStore()
    subject.disk.delete("/store/segments/0000000001")
    #expect(throws: StoreError.self) { try subject.open() }
  }

  @Test func aStoreWithoutAnyWholeCheckpointIsReplayedFromItsBeginning() throws {
    try closedStore()
    subject.disk.flipBit("/store/checkpoints/0000000001", 700)
    let engine = try subject.open()
    #expect(engine.report.skippedCheckpoints.count == 1)
    #expect(try subject.lease(engine).map(\.payload) == [Array("a".utf8)])
  }

  @Test func realDirectoriesThatOthersCouldChangeAreRefused() throws {
    let scratch = try ScratchDirectory()
    let path = scratch("open")
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o777])
    try FileManager.default.createSymbolicLink(
      atPath: scratch("link"), withDestinationPath: scratch("target"))
    for name in ["open", "link"] {
      #expect(throws: StoreError.self) {
        try Engine.open(PosixFileSystem(), scratch(name), EngineOptions())
      }
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: path).isEmpty)
  }

  @Test(arguments: 1...40) func aFirstOpeningCutShortIsRepeated(call: Int) throws {
    subject.disk.faults.stop = StopPoint(call: call, keptSectors: 0)
    if let engine = try? subject.open() { engine.abandon() }
    var generator = SeededGenerator(seed: UInt64(call))
    let disk = subject.disk.crashed(.nothing, using: &generator)
    subject.disk.processKill()
    for disk in [subject.disk, disk] {
      let engine = try Engine.open(
        disk, "/store", options(), time: subject.time, entropy: SeededEntropySource(seed: 9))
      let task = try subject.enqueue(engine, subject.task("a"))
      // Now acknowledged: a power cut must not take it, nor the name of the directory.
      let cut = disk.crashed(.nothing, using: &generator)
      let after = try Engine.open(
        cut, "/store", options(), time: subject.time, entropy: SeededEntropySource(seed: 10))
      let found = try after.inspect(waiter: .none) { $0.snapshot(of: task.reference) }.get()
      #expect(found?.status == .ready)
    }
  }

  private func options() -> EngineOptions {
    var options = EngineOptions()
    options.segmentBytes = 32 * 1024
    return options
  }
}
