import Testing
import XylemCore
import XylemStorage

/// What old tasks cost while most others are gone soon: room on the disk, and copies (I16).
@Suite("Mixed lives") struct MixedLivesTests {
  /// Months of simulated time, and twenty times the length that the store may have.
  @Test(arguments: [500, 1000, nil] as [Int?])
  func aTenthOfOldTasksIsCopiedAboutOnce(_ rounds: Int?) throws {
    let lives = try MixedLives(rounds.map { $0 == 500 ? .fixed($0) : .upTo($0) } ?? .ever)
    try lives.live(2400)
    #expect(lives.copies > 0)
    #expect(lives.copies <= 0.15, "copied bytes for each appended one")
    #expect(lives.worstShare <= 1.05, "disk over twice the living and six segments")
    #expect(lives.meanShare <= 1)
  }

  /// Every segment is kept by one task: the field's worst case.
  @Test func oneOldTaskInEachSegment() throws {
    let lives = try MixedLives(.ever) { $0.slackSegments = 1000 }
    try lives.liveSparsely(400)
    let id = lives.oldest
    lives.engine.close()
    let reopened = try lives.reopen()
    let before = try reopened.share()
    try reopened.rest(measures: false, commits: 400)
    #expect(before > 2)
    #expect(try reopened.share() <= 1)
    #expect(try reopened.subject.count(reopened.engine, .ready) == 40)
    let status = try reopened.engine.inspect(waiter: .none) {
      $0.snapshot(of: id.reference)?.status
    }.get()
    #expect(status == .ready)
  }

  /// Nobody appends any more, and the store shrinks all the same.
  @Test func whenAllOldTasksEndAtOnceTheStoreShrinks() throws {
    let lives = try MixedLives(.fixed(10_000))
    try lives.live(600)
    try lives.endAll()
    try lives.rest(measures: false, commits: 50)
    #expect(try lives.share() <= 1)
  }

  @Test func theTasksThatKeepASegmentAreNamed() throws {
    let lives = try MixedLives(.ever) { $0.slackSegments = 1000 }
    try lives.liveSparsely(100)
    let pins = try lives.engine.pinnedSegments(limit: 3)
    #expect(pins.count == 3)
    #expect(pins.allSatisfy { $0.bytes == UInt64(MixedLives.segmentBytes) })
    #expect(pins.allSatisfy { $0.neededBytes > 0 && $0.neededBytes <= $0.bytes / 10 })
    #expect(pins.flatMap(\.tasks).contains { $0.id == lives.oldest })
    #expect(pins.flatMap(\.tasks).allSatisfy { $0.queue == "archive" && $0.name == "send" })
  }

  @Test func theTasksInAColdSegmentAreNamed() throws {
    let lives = try MixedLives(.ever)
    try lives.live(400)
    let cold = try lives.engine.pinnedSegments(limit: 100).filter {
      $0.file.hasPrefix("segments/c")
    }
    #expect(!cold.isEmpty)
    #expect(cold.flatMap(\.tasks).contains { $0.id == lives.oldest })
  }
}
