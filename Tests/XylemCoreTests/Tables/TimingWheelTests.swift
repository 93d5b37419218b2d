import Testing
import XylemCore

/// Goal: timers fire in order, at their instant, wherever the cursor is. Method: chosen instants
/// around the borders of the levels, each against a sorted array. Random calls are next door.
@Suite struct TimingWheelTests {
  static let borders: [UInt64] = [
    0, 1, 254, 255, 256, 257, 511, 512, 65_535, 65_536, 65_537, 1 << 24 - 1, 1 << 24, 1 << 32 - 1,
    1 << 32, 1 << 40 - 1, 1 << 40, 1 << 40 + 1, 1 << 48 - 2, 1 << 48 - 1,
  ]

  @Test(arguments: borders, borders)
  func firesAtItsInstantAndNotBefore(cursor: UInt64, due: UInt64) throws {
    var bench = WheelBench(cursor: cursor)
    let index = bench.insert(due: due)
    try bench.checkInvariants()
    bench.checkNextDue()
    if due > cursor {
      let early = bench.firstDue(at: due - 1)
      #expect(early == nil)
      try bench.checkInvariants()
      bench.checkNextDue()
    }
    let fired = bench.fire(at: due)
    #expect(fired == [index])
    try bench.checkInvariants()
  }

  @Test(arguments: borders)
  func allBordersFireInOneJump(cursor: UInt64) throws {
    var bench = WheelBench(cursor: cursor)
    for due in Self.borders.reversed() { bench.insert(due: due) }
    try bench.checkInvariants()
    let fired = bench.fire(at: TimingWheel<TestRow>.dueMillisMax)
    #expect(fired.count == Self.borders.count)
  }

  /// Half of the timers come before and half after the cursor crossed a coarse bucket.
  @Test(arguments: borders.filter { $0 > 600 })
  func equalInstantsKeepTheOrderOfInsertionThroughCascades(due: UInt64) throws {
    var bench = WheelBench()
    var expected: [UInt32] = []
    for step in [0, due / 3, due / 2, due - 300, due - 2, due - 1] {
      let early = bench.firstDue(at: step)
      #expect(early == nil)
      for _ in 0..<3 { expected.append(bench.insert(due: due)) }
      try bench.checkInvariants()
    }
    let fired = bench.fire(at: due)
    #expect(fired == expected)
  }

  @Test(arguments: 0..<5, [10, 5_000, 1 << 30] as [UInt64])
  func removeAtEachPlaceOfABucket(place: Int, due: UInt64) throws {
    var bench = WheelBench()
    var rows: [UInt32] = []
    for _ in 0..<5 { rows.append(bench.insert(due: due)) }
    bench.remove(rows.remove(at: place))
    try bench.checkInvariants()
    let fired = bench.fire(at: due)
    #expect(fired == rows)
  }

  /// The bucket of a timer changes with the cursor, and removal must follow it.
  @Test func removeAfterEachCascade() throws {
    let due: UInt64 = 0x0102_0304_0506
    for level in 0..<6 as Range<UInt64> {
      var bench = WheelBench()
      let index = bench.insert(due: due)
      let neighbour = bench.insert(due: due + 1)
      let shift = level * 8
      let early = bench.firstDue(at: (due >> shift) << shift - (level == 0 ? 1 : 0))
      #expect(early == nil)
      bench.remove(index)
      try bench.checkInvariants()
      let fired = bench.fire(at: due + 1)
      #expect(fired == [neighbour])
    }
  }

  @Test func overdueTimersJoinTheCurrentTick() throws {
    var bench = WheelBench(cursor: 1_000)
    let present = bench.insert(due: 1_000)
    let past = bench.insert(due: 3)
    let next = bench.nextDueNow
    #expect(next == 1_000)
    let fired = bench.fire(at: 1_000)
    #expect(fired == [present, past])
  }

  @Test func timeNeverGoesBack() throws {
    var bench = WheelBench()
    _ = bench.firstDue(at: 5_000)
    let index = bench.insert(due: 4_000)
    let found = bench.firstDue(at: 10)
    #expect(found == index)
    try bench.checkInvariants()
  }

  /// The cursor stays at a timer that nobody removes, and inserts go on being placed right.
  @Test func anUnremovedTimerHoldsTheCursor() throws {
    var bench = WheelBench()
    let held = bench.insert(due: 700)
    let first = bench.firstDue(at: 1 << 40)
    #expect(first == held)
    let later = [bench.insert(due: 701), bench.insert(due: 66_000), bench.insert(due: 699)]
    try bench.checkInvariants()
    let again = bench.firstDue(at: 1 << 40)
    #expect(again == held)
    let fired = bench.fire(at: 1 << 40)
    #expect(fired == [held, later[2], later[0], later[1]])
  }

  /// A sleeper who trusts the bound is woken too early at most once a level.
  @Test(arguments: borders)
  func aSleeperWakesAFewTimesOnly(due: UInt64) {
    var bench = WheelBench()
    bench.insert(due: due)
    bench.insert(due: due)
    var wakes = 0
    while let next = bench.nextDueNow {
      wakes += 1
      bench.fire(at: next)
    }
    #expect(wakes <= 6)
  }

  @Test func aLonelyTimerIsForetoldExactly() {
    var bench = WheelBench()
    bench.insert(due: 123_456_789)
    let next = bench.nextDueNow
    #expect(next == 123_456_789)
  }

  @Test func aClockBeyondTheRangeIsTheEndOfTime() throws {
    var bench = WheelBench()
    let found = bench.wheel.firstDue(at: .max, in: &bench.table)
    #expect(found == nil)
    let cursor = bench.wheel.cursor
    #expect(cursor == TimingWheel<TestRow>.dueMillisMax)
  }

  @Test func theWalkFindsATimerInAWrongBucket() {
    var bench = WheelBench()
    let index = bench.insert(due: 5)
    bench.table[index].timerDue = 6
    #expect(throws: InvariantViolation.self) { try bench.wheel.checkInvariants(in: bench.table) }
  }
}

extension WheelBench {
  fileprivate var nextDueNow: UInt64? { wheel.nextDue(in: table) }
}
