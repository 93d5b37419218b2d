import Testing

@testable import XylemCore

/// Goal: the walks over lists, wheels and keys find each kind of broken link. Method: one link
/// broken at a time.
@Suite struct TableWalkTests {
  private func words(_ walk: () throws(InvariantViolation) -> Void) -> String {
    do throws(InvariantViolation) { try walk() } catch { return error.description }
    return "nothing found"
  }

  /// A wheel with three timers of one instant and one of a later.
  private func wheel(
    _ change: (inout TimingWheel<TestRow>, inout PagedTable<TestRow>) -> Void
  ) -> String {
    var table = PagedTable<TestRow>()
    var wheel = TimingWheel<TestRow>(cursor: 0)
    for due in [10, 10, 10, 900] as [UInt64] {
      wheel.insert(table.allocateLive(), due: due, in: &table)
    }
    change(&wheel, &table)
    return words { () throws(InvariantViolation) in try wheel.checkInvariants(in: table) }
  }

  @Test func wheels() {
    #expect(wheel { _, _ in } == "nothing found")
    #expect(wheel { _, table in table[1].timerNext = 5000 }.contains("links to no row"))
    #expect(wheel { _, table in table[1].timerNext = 1 }.contains("links back wrongly"))
    #expect(wheel { _, table in table[2].timerNext = 0 }.contains("bucket 10"))
    #expect(wheel { _, table in table[2].timerPrevious = 0 }.contains("links back wrongly"))
    #expect(wheel { _, table in table[0].timerPrevious = 1 }.contains("does not know the last"))
    #expect(wheel { _, table in table[1].timerDue = 11 }.contains("wrong bucket"))
    #expect(wheel { _, table in table[1].timerNext = RowIndex.none }.contains("bucket 10"))
    #expect(wheel { wheel, _ in wheel.occupancy.insert(77) }.contains("occupancy of bucket 77"))
    #expect(wheel { wheel, _ in wheel.occupancy.remove(10) }.contains("occupancy of bucket 10"))
  }

  @Test func aWheelThatLostATimer() {
    let words = wheel { _, table in
      table[1].timerNext = RowIndex.none
      table[0].timerPrevious = 1
    }
    #expect(words.contains("count 4, walked 3"))
  }

  /// A list of three rows.
  private func list(_ change: (inout RowList, inout PagedTable<TestRow>) -> Void) -> String {
    var table = PagedTable<TestRow>()
    var list = RowList()
    for _ in 0..<3 { list.append(table.allocateLive(), in: &table) }
    _ = table.allocateLive()
    change(&list, &table)
    return words { () throws(InvariantViolation) in try list.checkInvariants(in: table) }
  }

  @Test func lists() {
    #expect(list { _, _ in } == "nothing found")
    #expect(list { _, table in table[0].listNext = 9 }.contains("links to no row"))
    #expect(list { _, table in table[1].listNext = RowIndex.none }.contains("not at its tail"))
    #expect(
      list { list, _ in list = RowList(restoringHead: 0, tail: 2, count: 4) }
        .contains("count 4, walked 3"))
    #expect(
      list { list, _ in list = RowList(restoringHead: 0, tail: 2, count: 2) }
        .contains("longer than its count"))
  }

  @Test func freeRows() throws {
    var table = PagedTable<TestRow>()
    for _ in 0..<4 { _ = table.allocateLive() }
    table.free(1)
    try table.checkInvariants(isVacant: TestRow.isVacant)
    table.count += 1
    #expect(throws: InvariantViolation.self) {
      try table.checkInvariants(isVacant: TestRow.isVacant)
    }
    table.count -= 1
    table[1].nextFree = 1
    #expect(throws: InvariantViolation.self) {
      try table.checkInvariants(isVacant: TestRow.isVacant)
    }
  }

  @Test func keys() {
    var keys = UniqueKeyTable()
    for low in 0..<4 as Range<UInt64> { _ = keys.insert(KeyHash(low: low, high: 9), row: 1) }
    let place = (0..<keys.slotCount).first { keys.slots[$0].row != RowIndex.none } ?? 0
    keys.slots[place].hash = KeyHash(low: UInt64(place) + 5, high: 9)
    let moved = words { () throws(InvariantViolation) in try keys.checkInvariants() }
    #expect(moved.contains("is not found from its home"))
    keys.slots[place].row = RowIndex.none
    let lost = words { () throws(InvariantViolation) in try keys.checkInvariants() }
    #expect(lost.contains("count 4, walked 3"))
  }
}
