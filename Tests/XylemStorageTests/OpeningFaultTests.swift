import Simulator
import Testing
import XylemCore
import XylemStorage

/// Goal: a disk that fails while a store is opened is told as such, never as damage, and once it
/// works again everything is there (I1, I12). Method: each call of each kind fails once.
@Suite struct OpeningFaultTests {
  let subject = EngineUnderTest()

  /// A store with two checkpoints, several segments and tasks behind the newest checkpoint.
  private func fill(closes: Bool) throws -> UInt64 {
    let engine = try subject.open { $0.segmentBytes = 16 * 1024 }
    for number in 0..<12 {
      let payload = String(repeating: "x", count: 3000)
      _ = try subject.enqueue(engine, subject.task(payload))
      if number % 4 == 3 {
        engine.requestCheckpoint()
        while engine.commitOnce() {}
        engine.maintain()
      }
    }
    let count = try subject.count(engine, .ready)
    if closes { engine.close() } else { engine.abandon() }
    subject.disk.processKill()
    return count
  }

  @Test(arguments: StorageCallKind.allCases, [false, true])
  func everyCallFailsOnce(kind: StorageCallKind, isClosed: Bool) throws {
    let expected = try fill(closes: isClosed)
    var number = 0
    var isMet = true
    while isMet {
      number += 1
      let image = subject.disk.clone()
      image.resetCounters()
      image.faults.rules = [FaultRule(kind, number: number)]
      let error = openingError(image)
      isMet = image.counters[kind] >= number
      if isMet, kind != .remove { #expect(isOfDisk(error), "\(kind) \(number): \(error as Any)") }
      image.faults.rules = []
      image.processKill()
      let engine = try open(image)
      #expect(try subject.count(engine, .ready) == expected, "\(kind) \(number)")
      engine.abandon()
    }
  }

  private func open(_ image: VirtualFileSystem) throws(StoreError) -> Engine {
    var options = EngineOptions()
    options.segmentBytes = 16 * 1024
    return try Engine.open(
      image, "/store", options, time: subject.time, entropy: SeededEntropySource(seed: 8))
  }

  private func openingError(_ image: VirtualFileSystem) -> StoreError? {
    do throws(StoreError) {
      try open(image).abandon()
      return nil
    } catch { return error }
  }

  /// `nil` is no fault either: not every call is needed to open a store.
  private func isOfDisk(_ error: StoreError?) -> Bool {
    switch error {
    case nil, .io, .poisoned, .full: true
    default: false
    }
  }
}
