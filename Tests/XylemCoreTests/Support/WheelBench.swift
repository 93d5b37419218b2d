import Testing
import XylemCore

/// A wheel and its model, driven together; each call checks that they agree.
struct WheelBench: ~Copyable {
  var table = PagedTable<TestRow>()
  var wheel: TimingWheel<TestRow>
  var model: WheelModel

  init(cursor: UInt64 = 0) {
    wheel = TimingWheel(cursor: cursor)
    model = WheelModel(cursor: cursor)
  }

  @discardableResult
  mutating func insert(due: UInt64) -> UInt32 {
    let index = table.allocateLive()
    wheel.insert(index, due: due, in: &table)
    model.insert(index, due: due)
    return index
  }

  mutating func remove(_ index: UInt32) {
    wheel.remove(index, in: &table)
    model.remove(index)
    let isInWheel = table[index].isInWheel
    #expect(!isInWheel)
    table.free(index)
  }

  /// Asks both for the first timer due, without removing it.
  mutating func firstDue(at now: UInt64) -> UInt32? {
    let (found, expected) = (wheel.firstDue(at: now, in: &table), model.firstDue(at: now))
    #expect(found == expected)
    let (cursor, modelCursor) = (wheel.cursor, model.cursor)
    #expect(cursor == modelCursor)
    return found
  }

  /// Fires everything due by `now`; returns the rows in their order.
  @discardableResult
  mutating func fire(at now: UInt64) -> [UInt32] {
    var fired: [UInt32] = []
    while let index = firstDue(at: now) {
      fired.append(index)
      remove(index)
    }
    return fired
  }

  /// Checks the lower bound on the next due instant, and that it is exact where that is promised.
  func checkNextDue() {
    let (bound, exact) = (wheel.nextDue(in: table), model.nextDue)
    #expect((bound == nil) == (exact == nil))
    guard let bound, let exact else { return }
    #expect(bound <= exact)
    #expect(bound >= wheel.cursor)
    if exact >> 8 == wheel.cursor >> 8 { #expect(bound == exact) }
  }

  func checkInvariants() throws {
    try wheel.checkInvariants(in: table)
    let count = wheel.count
    #expect(Int(count) == model.timers.count)
  }
}
