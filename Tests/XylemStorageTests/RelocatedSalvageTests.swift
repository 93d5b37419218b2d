import Simulator
import Testing
import XylemCore
import XylemStorage

/// Records that were relocated are verified and salvaged like all others (I1, I2, I12).
@Suite struct RelocatedSalvageTests {
  let subject = EngineUnderTest()

  private struct Relocated {
    let tasks: [TaskID]
    let places: [RecordLocation]
    /// The first segment as it was before its records were relocated.
    let firstSegment: [UInt8]
  }

  private static let first = "/store/" + StoreFileName.segmentPath(1)

  /// A store whose first segments are gone, with the tasks that lay in them.
  private func relocatedStore() throws -> Relocated {
    let engine = try subject.open()
    var tasks = try subject.liveMixedLives(engine, rounds: 4)
    let bytes = try #require(subject.disk.contents(Self.first))
    tasks += try subject.liveMixedLives(engine, rounds: 100)
    subject.settle(engine)
    #expect(engine.statistics.relocatedBytes > 0)
    let places = try engine.inspect(waiter: .none) { state in
      tasks.compactMap { state.snapshot(of: $0.reference)?.location }
    }.get()
    engine.close()
    #expect(places.count == tasks.count)
    #expect(places[0].segment > 1)
    return Relocated(tasks: tasks, places: places, firstSegment: bytes)
  }

  private func damage(_ place: RecordLocation) {
    subject.disk.flipBit(
      "/store/" + StoreFileName.segmentPath(place.segment), (Int(place.offset) + 100) * 8)
  }

  private func salvage() throws -> SalvageReport {
    let report = try Salvage.run(
      subject.disk, "/store", into: "/new", entropy: SeededEntropySource(seed: 99))
    #expect(try Verification.run(subject.disk, "/new").isSound)
    return report
  }

  private func payloads(_ report: SalvageReport, _ tasks: [TaskID]) throws -> [String?] {
    let engine = try Engine.open(
      subject.disk, "/new", EngineOptions(), time: subject.time,
      entropy: SeededEntropySource(seed: 8))
    defer { engine.abandon() }
    let places = try engine.inspect(waiter: .none) { state in
      tasks.map { task in
        report.newID(of: task).flatMap { state.snapshot(of: $0.reference)?.location }
      }
    }.get()
    return try places.map { place in
      try place.map { String(decoding: try engine.read($0).bytes, as: UTF8.self) }
    }
  }

  private func loseCheckpoints() {
    for file in subject.disk.files() where file.path.contains("checkpoints/0") {
      subject.disk.replace("/" + file.path, with: [])
    }
  }

  @Test func whatWasRelocatedIsSoundAndComesOver() throws {
    let store = try relocatedStore()
    #expect(try Verification.run(subject.disk, "/store").isSound)
    let report = try salvage()
    #expect(report.isComplete)
    let expected = store.tasks.indices.map { subject.oldPayload($0 < 4 ? $0 : $0 - 4) }
    #expect(try payloads(report, store.tasks) == expected)
  }

  @Test func aDamagedCopyInsideARelocatedRecordNamesItsTask() throws {
    let store = try relocatedStore()
    damage(store.places[0])
    let report = try Verification.run(subject.disk, "/store")
    let touched = report.damages.flatMap(\.tasks).map(\.lowerHalf)
    #expect(touched == [store.tasks[0].low])
    #expect(try salvage().losses.map(\.reason) == [.unreadable])
  }

  @Test func theOldCopyWillDo() throws {
    let store = try relocatedStore()
    damage(store.places[0])
    subject.disk.replace(Self.first, with: store.firstSegment)
    let report = try salvage()
    #expect(report.losses.isEmpty)
    #expect(try payloads(report, [store.tasks[0]]) == [subject.oldPayload(0)])
  }

  /// Nothing but the relocated record speaks of the task.
  @Test func aRelocatedRecordAloneBringsItsTask() throws {
    let store = try relocatedStore()
    loseCheckpoints()
    let report = try salvage()
    #expect(try payloads(report, [store.tasks[0]]) == [subject.oldPayload(0)])
    let reasons = report.losses.filter { $0.task.lowerHalf == store.tasks[0].low }.map(\.reason)
    // It may have ended since, and the names of its queue and kind went with the first segment.
    #expect(reasons == [.inDoubt, .unnamed])
  }

  /// What lies behind a damaged copy is found all the same.
  @Test func aDamagedCopyDoesNotHideThoseBehindIt() throws {
    let store = try relocatedStore()
    #expect(store.places[0].segment == store.places[1].segment)
    #expect(store.places[0].offset < store.places[1].offset)
    damage(store.places[0])
    loseCheckpoints()
    let report = try salvage()
    #expect(
      try payloads(report, Array(store.tasks[..<2])) == [nil, subject.oldPayload(1)])
  }

  /// A length that is damaged leaves no place where a record must start.
  @Test func nothingIsTakenBehindADamagedLength() throws {
    let store = try relocatedStore()
    subject.disk.flipBit(
      "/store/" + StoreFileName.segmentPath(store.places[0].segment),
      (Int(store.places[0].offset) + 1) * 8)
    loseCheckpoints()
    let report = try salvage()
    #expect(try payloads(report, Array(store.tasks[..<2])) == [nil, nil])
  }
}
