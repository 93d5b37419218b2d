import Testing

@testable import XylemCore

/// Goal: a rate lets through exactly what it says, whatever its numbers, and nothing is rounded.
///
/// Method: a client that is always hungry is compared with the numbers of the rate itself.
@Suite struct QueueLimitTests {
  static let rates = [
    (1, 1, 1), (100, 1000, 10), (3, 1000, 1), (7, 13, 5), (1000, 1, 1000), (999_983, 60_000, 40),
    (1, 86_400_000, 1), (1_000_000, 1000, 1_000_000),
  ].map { QueueLimit.Rate(permits: $0.0, periodMilliseconds: UInt64($0.1), burst: $0.2) }

  @Test(arguments: rates) func aHungryClientGetsBurstAndRate(_ rate: QueueLimit.Rate) throws {
    try QueueLimit(rate: rate).check()
    let start: UInt64 = 1_700_000_000_000
    var (arrival, given, now) = (QueueLimit.Arrival(), 0, start)
    for _ in 0..<5_000 {
      let room = rate.room(at: now, after: arrival)
      #expect(room > 0)
      arrival = rate.arrival(after: room, at: now, arrival)
      given += room
      // The burst, and what was earned since: the rate times the time, rounded down once.
      let earned = (now - start) * UInt64(rate.permits) / rate.periodMilliseconds
      let most = rate.burst + Int(earned)
      // A burst of one leaves no room for the part of a millisecond by which a task comes late.
      let isEven = rate.periodMilliseconds.isMultiple(of: UInt64(rate.permits))
      let late =
        rate.burst > 1 || isEven ? 0 : given / (Int(rate.periodMilliseconds) / rate.permits) + 1
      #expect(given <= most && given >= most - late)
      #expect(rate.room(at: now, after: arrival) == 0)
      let opening = rate.opening(after: arrival)
      #expect(opening > now && rate.room(at: opening - 1, after: arrival) == 0)
      now = opening
    }
  }

  @Test(arguments: rates) func noWindowHoldsMore(_ rate: QueueLimit.Rate) {
    var random = SplitMix64(seed: UInt64(rate.permits) &+ rate.periodMilliseconds)
    var (arrival, now) = (QueueLimit.Arrival(), UInt64(5_000))
    var history: [(at: UInt64, count: Int)] = []
    for _ in 0..<300 {
      now += UInt64.random(in: 0...max(2, 2 * rate.periodMilliseconds), using: &random)
      let room = rate.room(at: now, after: arrival)
      let count = room > 0 ? Int.random(in: 0...room, using: &random) : 0
      arrival = rate.arrival(after: count, at: now, arrival)
      history.append((now, count))
      var sum = 0
      for (at, count) in history.reversed() {
        sum += count
        let earned = (now - at) * UInt64(rate.permits) / rate.periodMilliseconds
        #expect(sum <= rate.burst + Int(earned))
      }
    }
  }

  @Test func anotherRateGoesOnWhereTheOldOneStood() {
    let slow = QueueLimit.Rate(permits: 1, periodMilliseconds: 3_600_000, burst: 1)
    let fast = QueueLimit.Rate(permits: 10, periodMilliseconds: 1000, burst: 2)
    let used = slow.arrival(after: 1, at: 1000, QueueLimit.Arrival())
    let adopted = fast.adopting(used, at: 1000)
    #expect(fast.room(at: 1000, after: adopted) == 0)
    #expect(fast.opening(after: adopted) == 1100)
    #expect(fast.room(at: 1200, after: adopted) == 2)
    let fresh = slow.adopting(fast.arrival(after: 2, at: 1000, QueueLimit.Arrival()), at: 1000)
    #expect(slow.opening(after: fresh) == 1200)
  }

  @Test func whatADiskClaimsDoesNotTrap() {
    let last = QueueLimit.Arrival(
      milliseconds: Limits.instantMillisecondsMax, parts: UInt32(Limits.permitsMax - 1))
    for rate in Self.rates {
      #expect(rate.room(at: 0, after: last) == 0)
      #expect(rate.opening(after: last) <= Limits.instantMillisecondsMax)
    }
  }

  @Test(arguments: [
    QueueLimit(), .concurrency(0), .concurrency(Limits.permitsMax + 1), .rate(0, per: .seconds(1)),
    .rate(1, per: .zero), .rate(1, per: .seconds(1), burst: 0), .rate(-1, per: .seconds(1)),
    .rate(1, per: .seconds(86_400 * 3_661)), .rate(1, per: .seconds(86_400 * 366), burst: 11),
    .rate(2000, per: .seconds(1), burst: 1), .rate(Limits.permitsMax + 1, per: .seconds(1)),
  ])
  func numbersOutOfRangeAreRefused(_ limit: QueueLimit) {
    #expect(throws: Refusal.self) { try limit.check() }
  }
}
