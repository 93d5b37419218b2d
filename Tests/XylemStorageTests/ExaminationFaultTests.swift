import Simulator
import Testing
import XylemCore

@testable import XylemStorage

/// Verifying and salvaging on a medium that fails: a typed error or a report, and not a byte of the
/// old store changed (I13, I14).
@Suite struct ExaminationFaultTests {
  private let subject = EngineUnderTest()
  private static let name = Salvage.Name(namespace: "default", environment: "development")

  private func fill() throws {
    let engine = try subject.open()
    for index in 0..<6 {
      _ = try subject.enqueue(
        engine, subject.task("\(index) " + String(repeating: "x", count: 9000)))
    }
    engine.requestCheckpoint()
    while engine.commitOnce() {}
    engine.maintain()
    engine.abandon()
    subject.disk.processKill()
  }

  private func salvage(into path: String) throws {
    _ = try Salvage.run(
      subject.disk, "/store", into: path, name: Self.name, entropy: SeededEntropySource(seed: 3))
  }

  private func store() -> [String: [UInt8]] {
    Dictionary(
      uniqueKeysWithValues: subject.disk.files().filter {
        $0.path.hasPrefix("/store") || $0.path.hasPrefix("store")
      }
      .map { ($0.path, $0.bytes) })
  }

  @Test(arguments: [
    StorageCallKind.list, .open, .openDirectory, .size, .read, .write, .sync, .create, .rename,
    .directorySync, .makeDirectory,
  ])
  func everyCallMayFail(kind: StorageCallKind) throws {
    try fill()
    let before = store()
    var failures = 0
    for lasting in [false, true] {
      for number in 1...24 {
        subject.disk.resetCounters()
        subject.disk.faults.rules = [FaultRule(kind, number: number, lasting: lasting)]
        do { _ = try Verification.run(subject.disk, "/store") } catch is StoreError {
          failures += 1
        }
        do { try salvage(into: "/new\(number)\(lasting)") } catch is StoreError { failures += 1 }
        subject.disk.faults.rules = []
        #expect(store() == before)
      }
    }
    #expect(failures > 0)
    #expect(try Verification.run(subject.disk, "/store").isSound)
  }

  @Test func whatIsNoStoreIsRefused() throws {
    #expect(throws: StoreError.missing(path: "/store")) {
      try Verification.run(subject.disk, "/store")
    }
    let folder = try subject.disk.openDirectory("/other", create: true)
    _ = try folder.open("letter", .create)
    #expect(throws: StoreError.self) { try Verification.run(subject.disk, "/other") }
    try fill()
    #expect(throws: StoreError.self) { try salvage(into: "/other") }
  }

  @Test func aStoreWithoutIdentityAndSegmentsHoldsNothing() throws {
    try fill()
    for file in subject.disk.files() where file.path.contains("/segments/") {
      subject.disk.delete(file.path)
    }
    subject.disk.replace("/store/store", with: [UInt8](repeating: 7, count: 100))
    #expect(throws: StoreError.self) { try salvage(into: "/new") }
  }

  @Test func aFullDiskEndsASalvage() throws {
    try fill()
    subject.disk.faults.capacity = UInt64(
      subject.disk.files().reduce(0) { $0 + $1.bytes.count } + 50_000)
    #expect(throws: StoreError.self) { try salvage(into: "/new") }
  }
}
