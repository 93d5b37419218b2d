import Testing
import XylemCore

/// Goal: no sequence of calls makes the wheel differ from a sorted array. Method: seeded calls with
/// delays of every magnitude, jumps of every magnitude, and clocks that go back.
@Suite struct TimingWheelRandomTests {
  /// A span of any magnitude up to 2^bits milliseconds, short ones as likely as long ones.
  private func span(_ bits: UInt64, _ random: inout SplitMix64) -> UInt64 {
    random.next() >> (64 - 1 - random.next() % bits)
  }

  /// One random call on both sides. `bits` bounds the magnitude of delays and jumps.
  private func step(
    _ bench: inout WheelBench, bits: UInt64, timersMax: Int, _ random: inout SplitMix64
  ) {
    let last = TimingWheel<TestRow>.dueMillisMax
    let cursor = bench.wheel.cursor
    switch random.next() % 10 {
    case 0..<5:
      guard bench.model.timers.count < timersMax else { fallthrough }
      let delay = span(bits, &random)
      let due = random.oneIn(16) ? cursor - min(cursor, delay) : min(cursor + delay, last)
      bench.insert(due: due)
    case 5, 6:
      guard !bench.model.timers.isEmpty else { return }
      let place = Int(random.next() % UInt64(bench.model.timers.count))
      bench.remove(bench.model.timers[place].index)
    case 7:
      _ = bench.firstDue(at: cursor - min(cursor, span(bits, &random)))
    default:
      let now = min(cursor + span(bits, &random) / 2, last)
      guard let index = bench.firstDue(at: now) else { return }
      bench.remove(index)
    }
  }

  @Test(arguments: [4, 9, 17, 26, 33, 41, 48] as [UInt64], 0..<3 as Range<UInt64>)
  func agreesWithASortedArray(bits: UInt64, seed: UInt64) throws {
    var random = SplitMix64(seed: seed &* 1_000 &+ bits)
    var bench = WheelBench(cursor: span(min(bits, 40), &random))
    for count in 0..<1_500 {
      step(&bench, bits: bits, timersMax: 60, &random)
      bench.checkNextDue()
      if count % 4 == 0 { try bench.checkInvariants() }
    }
    bench.fire(at: TimingWheel<TestRow>.dueMillisMax)
    try bench.checkInvariants()
  }

  @Test func agreesForAHundredThousandCalls() throws {
    var random = SplitMix64(seed: 100_000)
    var bench = WheelBench(cursor: 1_700_000_000_000)
    for count in 0..<100_000 {
      step(&bench, bits: 24, timersMax: 200, &random)
      if count % 512 == 0 { try bench.checkInvariants() }
    }
    bench.fire(at: TimingWheel<TestRow>.dueMillisMax)
    try bench.checkInvariants()
  }
}
