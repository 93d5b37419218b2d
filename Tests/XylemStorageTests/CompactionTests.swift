import Simulator
import Testing
import XylemCore
import XylemStorage

/// A few old tasks must not keep a long log. Asserts I1, I9 and I11 besides the size.
@Suite("Compaction")
struct CompactionTests {
  private let subject = EngineUnderTest()

  /// Adds one task that stays to every nine that are done at once.
  private func liveMixedLives(_ engine: Engine, rounds: Int) throws -> [TaskID] {
    var kept: [TaskID] = []
    for round in 0..<rounds {
      let stays = subject.task("old \(round) " + text(400), queue: "archive")
      kept.append(try subject.enqueue(engine, stays))
      for index in 0..<9 {
        _ = try subject.enqueue(engine, subject.task("short \(round) \(index) " + text(400)))
      }
      for delivery in try subject.lease(engine, 9) {
        _ = try subject.run(engine, .complete(delivery.token, result: []))
      }
      subject.time.advance(60_001)
      engine.maintain()
    }
    return kept
  }

  private func text(_ count: Int) -> String { String(repeating: "x", count: count) }

  private func settle(_ engine: Engine) {
    for _ in 0..<200 {
      while engine.commitOnce() {}
      engine.maintain()
    }
  }

  private var segmentFiles: Int { subject.disk.files().count { $0.path.contains("/segments/") } }

  @Test func aLogWithFewOldTasksStaysShort() throws {
    let engine = try subject.open()
    let kept = try liveMixedLives(engine, rounds: 400)
    settle(engine)
    let needed = try engine.inspect(waiter: .none) { $0.usage.total }.get()
    let bytes = UInt64(segmentFiles) * 32 * 1024
    #expect(bytes <= 2 * needed + 6 * 32 * 1024, "\(segmentFiles) segments for \(needed) bytes")
    #expect(engine.statistics.relocatedBytes > 0)
    #expect(try subject.count(engine, .ready) == UInt64(kept.count))
  }

  @Test func whatWasRelocatedIsReadAsItWas() throws {
    var engine = try subject.open()
    let kept = try liveMixedLives(engine, rounds: 100)
    settle(engine)
    #expect(engine.statistics.relocatedBytes > 0)
    engine.abandon()
    subject.disk.processKill()
    engine = try subject.open()
    let wish = Command.Lease(shares: [("archive", 9)], limit: 200, milliseconds: 10_000)
    guard case .leased(let tasks) = try subject.run(engine, .lease(wish)) else {
      throw UnexpectedOutcome()
    }
    let deliveries = try tasks.map { try engine.deliver($0) }
    #expect(deliveries.map(\.token.task) == kept)
    for (round, delivery) in deliveries.enumerated() {
      #expect(String(decoding: delivery.payload, as: UTF8.self) == "old \(round) " + text(400))
    }
  }

  @Test func aSegmentThatCannotBeReadIsLeftAloneAndTheOthersGo() throws {
    let engine = try subject.open { $0.slackSegments = 100 }
    let kept = try liveMixedLives(engine, rounds: 60)
    engine.abandon()
    subject.disk.processKill()
    let reopened = try subject.open()
    let first = "/store/" + StoreFileName.segmentPath(1)
    let place = try #require(subject.disk.contents(first)).count / 2
    subject.disk.flipBit(first, place * 8)
    _ = try liveMixedLives(reopened, rounds: 60)
    settle(reopened)
    #expect(reopened.statistics.relocatedBytes > 0)
    #expect(try subject.count(reopened, .ready) == UInt64(kept.count + 60))
  }
}
