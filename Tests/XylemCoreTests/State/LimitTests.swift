import Testing
import XylemCore

/// Goal: a queue at its limit gives nothing, costs nothing, and is told of when it goes on.
@Suite struct LimitTests {
  private static let ready = Effect.ready(queue: 0)

  @Test func aRateHoldsTasksBackWithoutARecord() throws {
    var subject = StateUnderTest()
    for _ in 0..<5 { _ = try subject.enqueue() }
    _ = try subject.run(.limit("mail", .rate(10, per: .seconds(1), burst: 2)))
    #expect(try subject.lease().count == 2)
    let records = subject.log.count
    _ = subject.takeEffects()
    #expect(try subject.lease().isEmpty)
    _ = try subject.enqueue()
    #expect(subject.log.count == records + 1 && subject.takeEffects().isEmpty)
    let next = subject.state.nextDue
    let due = try #require(next)
    #expect(due <= subject.now + 100)
    subject.now += 99
    #expect(try subject.lease().isEmpty && subject.takeEffects().isEmpty)
    subject.now += 1
    _ = try subject.run(.tick)
    #expect(subject.takeEffects() == [Self.ready])
    #expect(try subject.lease().count == 1)
    try subject.state.checkInvariants()
  }

  @Test func aConcurrencyIsFreedByEveryEnd() throws {
    var subject = StateUnderTest()
    for _ in 0..<9 { _ = try subject.enqueue() }
    _ = try subject.run(.limit("mail", .concurrency(2)))
    for end in 0..<5 {
      let tokens = try subject.lease()
      #expect(tokens.count == (end == 0 ? 2 : 1))
      _ = subject.takeEffects()
      switch end {
      case 0: _ = try subject.run(.complete(tokens[0], result: []))
      case 1: _ = try subject.run(.fail(tokens[0], Command.Failure(message: "no")))
      case 2: _ = try subject.run(.release(tokens[0], delayMilliseconds: 0))
      case 3: _ = try subject.run(.cancel(tokens[0].task))
      default:
        subject.now += 10_000
        _ = try subject.run(.tick)
      }
      #expect(subject.takeEffects().contains(Self.ready))
    }
    try subject.state.checkInvariants()
  }

  @Test func permitsStayTakenAndLimitsMayBeSetAgain() throws {
    var subject = StateUnderTest()
    let limit = QueueLimit.rate(1, per: .seconds(60), burst: 1)
    _ = try subject.run(.limit("mail", limit))
    for _ in 0..<3 { _ = try subject.enqueue() }
    let tokens = try subject.lease()
    _ = try subject.run(.release(tokens[0], delayMilliseconds: 0))
    let records = subject.log.count
    _ = try subject.run(.limit("mail", limit))
    #expect(subject.log.count == records)
    #expect(try subject.lease().isEmpty)
    _ = subject.takeEffects()
    _ = try subject.run(.limit("mail", nil))
    #expect(subject.takeEffects() == [Self.ready])
    #expect(try subject.lease().count == 3)
    #expect(throws: Refusal.unknownQueue("none")) { try subject.run(.limit("none", nil)) }
    try subject.state.checkInvariants()
  }

  @Test func loweringAConcurrencyTakesNothingBack() throws {
    var subject = StateUnderTest()
    for _ in 0..<6 { _ = try subject.enqueue() }
    _ = try subject.run(.limit("mail", .concurrency(3)))
    let tokens = try subject.lease()
    _ = try subject.run(.limit("mail", .concurrency(1)))
    for (index, token) in tokens.enumerated() {
      #expect(try subject.lease().isEmpty)
      _ = subject.takeEffects()
      _ = try subject.run(.complete(token, result: []))
      #expect(subject.takeEffects().contains(Self.ready) == (index == 2))
    }
    #expect(try subject.lease().count == 1)
  }
}
