import Foundation
import Testing
import XylemCore

@testable import XylemStorage

/// Deliveries without waiting for the disk, on a real file system.
@Suite struct CachedDeliveryTests {
  private let tasks = EngineUnderTest()

  /// Runs `body` with some tasks that were added, committed and leased. A system that does not tell
  /// what is in memory always answers `nil`, which is as good.
  private func use(
    _ body: (Engine, ScratchDirectory, [LeasedTask]) throws -> Void
  ) throws {
    try ScratchDirectory.use { scratch in
      let engine = try Engine.open(PosixFileSystem(), scratch("store"), EngineOptions())
      for number in 0..<20 {
        let task = tasks.task("number \(number)")
        _ = try engine.submit(.enqueue(task), durability: .synced, waiter: .none).get()
      }
      engine.commitOnce()
      let wish = Command.Lease(
        shares: [(queue: "mail", share: 20)], limit: 20, milliseconds: 10_000)
      let outcome = try engine.submit(.lease(wish), durability: .written, waiter: .none).get()
      guard case .leased(let leased) = outcome else { throw UnexpectedOutcome() }
      engine.commitOnce()
      try body(engine, scratch, leased)
      engine.close()
    }
  }

  @Test func itSaysWhatReadingSays() throws {
    try use { engine, _, leased in
      #expect(engine.deliverCached(leased) == nil, "the segment is not open yet")
      let read = try leased.map { try engine.deliver($0) }
      guard let cached = engine.deliverCached(leased) else { return }
      #expect(cached.map(\.payload) == read.map(\.payload))
      #expect(cached.map(\.token) == read.map(\.token))
      #expect(cached.map(\.name) == read.map(\.name))
      #expect(cached.map(\.queue) == read.map(\.queue))
      let reversed = engine.deliverCached(leased.reversed())
      #expect(reversed?.map(\.payload) == read.reversed().map(\.payload))
    }
  }

  @Test func damageIsLeftToWhoeverReads() throws {
    try use { engine, scratch, leased in
      let payload = try engine.deliver(leased[3]).payload
      let file = try FileHandle(
        forUpdating: URL(fileURLWithPath: scratch("store/segments/0000000001")))
      let bytes = try #require(try file.readToEnd())
      let place = try #require(bytes.range(of: Data(payload)))
      try file.seek(toOffset: UInt64(place.lowerBound))
      try file.write(contentsOf: Data([0]))
      try file.close()
      #expect(engine.deliverCached(leased) == nil)
      #expect(throws: StoreError.self) { try engine.deliver(leased[3]) }
      #expect(try engine.deliver(leased[4]).payload == Array("number 4".utf8))
    }
  }

  @Test func whatIsNotThereIsNotDelivered() throws {
    try use { engine, _, leased in
      _ = try engine.deliver(leased[0])
      var far = leased[19]
      far.location.offset += 1 << 20
      #expect(engine.deliverCached([leased[0], far]) == nil)
    }
  }
}
