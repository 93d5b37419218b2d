import Simulator
import Testing
import XylemCore
import XylemStorage

/// A few old tasks must not keep a long log. Asserts I1, I9 and I11 besides the size.
@Suite("Compaction")
struct CompactionTests {
  private let subject = EngineUnderTest()

  private var segmentFiles: Int { subject.disk.files().count { $0.path.contains("/segments/") } }

  @Test func aLogWithFewOldTasksStaysShort() throws {
    let engine = try subject.open()
    let kept = try subject.liveMixedLives(engine, rounds: 400)
    subject.settle(engine)
    let needed = try engine.inspect(waiter: .none) { $0.usage.total }.get()
    let bytes = UInt64(segmentFiles) * 32 * 1024
    #expect(bytes <= 2 * needed + 6 * 32 * 1024, "\(segmentFiles) segments for \(needed) bytes")
    #expect(engine.statistics.relocatedBytes > 0)
    #expect(try subject.count(engine, .ready) == UInt64(kept.count))
  }

  @Test func whatWasRelocatedIsReadAsItWas() throws {
    var engine = try subject.open()
    let kept = try subject.liveMixedLives(engine, rounds: 100)
    subject.settle(engine)
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
      #expect(String(decoding: delivery.payload, as: UTF8.self) == subject.oldPayload(round))
    }
  }

  @Test func aSegmentThatCannotBeReadIsLeftAloneAndTheOthersGo() throws {
    let engine = try subject.open { $0.slackSegments = 100 }
    let kept = try subject.liveMixedLives(engine, rounds: 60)
    engine.abandon()
    subject.disk.processKill()
    let reopened = try subject.open()
    let first = "/store/" + StoreFileName.segmentPath(1)
    let place = try #require(subject.disk.contents(first)).count / 2
    subject.disk.flipBit(first, place * 8)
    _ = try subject.liveMixedLives(reopened, rounds: 60)
    subject.settle(reopened)
    #expect(reopened.statistics.relocatedBytes > 0)
    #expect(try subject.count(reopened, .ready) == UInt64(kept.count + 60))
  }

  /// The copies of the opening before are needed, whatever fails before the first new one.
  @Test(arguments: 1...12)
  func aFailedLookAtTheFolderTakesNoCopyAway(number: Int) throws {
    let engine = try subject.open()
    let kept = try subject.liveMixedLives(engine, rounds: 100)
    subject.settle(engine)
    #expect(engine.statistics.relocatedBytes > 0)
    engine.abandon()
    subject.disk.processKill()
    let second = try subject.open()
    subject.disk.resetCounters()
    subject.disk.faults.rules = [FaultRule(.list, number: number)]
    // It may fail at any time, or not at all.
    _ = try? subject.liveMixedLives(second, rounds: 60)
    subject.settle(second)
    subject.disk.faults.rules = []
    second.abandon()
    subject.disk.processKill()
    let third = try subject.open()
    let wish = Command.Lease(shares: [("archive", 9)], limit: 500, milliseconds: 10_000)
    guard case .leased(let tasks) = try subject.run(third, .lease(wish)) else {
      throw UnexpectedOutcome()
    }
    let deliveries = try third.deliver(tasks).map { try $0.get() }
    #expect(deliveries.prefix(kept.count).map(\.token.task) == kept)
  }
}
