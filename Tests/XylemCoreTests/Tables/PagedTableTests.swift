import Testing
import XylemCore

/// Goal: rows keep their place and content, indices come in the promised order, and a damaged
/// checkpoint is refused with an error. Method: a naive model under seeded random calls.
@Suite struct PagedTableTests {
  @Test func freshIndicesRiseAcrossPages() throws {
    var table = PagedTable<TestRow>()
    let rows = PagedTable<TestRow>.rowsPerPage * 3 + 1
    for index in 0..<rows {
      let allocated = table.allocateLive(UInt64(index) * 7)
      #expect(allocated == index)
    }
    for index in 0..<rows {
      let value = table[index].value
      #expect(value == UInt64(index) * 7)
    }
    #expect(table.highWater == rows)
    #expect(table.count == rows)
    let contained = [rows - 1, rows, RowIndex.none].map { table.contains($0) }
    #expect(contained == [true, false, false])
    try table.checkInvariants(isVacant: TestRow.isVacant)
  }

  /// More pages than the first directory holds, so that the directory itself has moved.
  @Test func contentSurvivesGrowthOfTheDirectory() {
    var table = PagedTable<TestRow>()
    let rows = PagedTable<TestRow>.rowsPerPage * 40
    for index in 0..<rows { _ = table.allocateLive(UInt64(index)) }
    var wrong = 0
    for index in 0..<rows where table[checked: index].value != UInt64(index) { wrong += 1 }
    #expect(wrong == 0)
  }

  @Test func rowsNeverMove() {
    var table = PagedTable<TestRow>()
    let first = table.allocateLive()
    let before = withUnsafePointer(to: &table[first]) { UInt(bitPattern: $0) }
    for _ in 0..<(PagedTable<TestRow>.rowsPerPage * 40) { _ = table.allocate() }
    let after = withUnsafePointer(to: &table[first]) { UInt(bitPattern: $0) }
    #expect(before == after)
  }

  @Test func lastFreedComesFirstAndEmpty() {
    var table = PagedTable<TestRow>()
    for value in 0..<5 { _ = table.allocateLive(UInt64(value)) }
    table.free(1)
    table.free(3)
    #expect(table.freeHead == 3)
    #expect(table.count == 3)
    let order = [table.allocate(), table.allocate(), table.allocate()]
    #expect(order == [3, 1, 5])
    let reused = table[3]
    #expect(reused == .vacant)
    #expect(table.freeHead == RowIndex.none)
  }

  @Test(arguments: 0..<8 as Range<UInt64>)
  func agreesWithAModel(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var table = PagedTable<TestRow>()
    var live: [UInt32: UInt64] = [:]
    var free: [UInt32] = []
    for step in 0..<4_000 {
      if live.isEmpty || random.next() % 5 < 3 {
        let value = random.next()
        let expected = free.popLast() ?? UInt32(live.count)
        let index = table.allocateLive(value)
        #expect(index == expected)
        live[index] = value
      } else if let index = live.keys.min(by: { $0 ^ UInt32(step) < $1 ^ UInt32(step) }) {
        table.free(index)
        live[index] = nil
        free.append(index)
      }
      if step % 64 == 0 { try table.checkInvariants(isVacant: TestRow.isVacant) }
    }
    #expect(Int(table.count) == live.count)
    for (index, value) in live {
      let stored = table[index].value
      #expect(stored == value)
    }
  }

  @Test(arguments: 0..<8 as Range<UInt64>)
  func aReservationForetellsTheAllocations(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var table = PagedTable<TestRow>()
    var live: [UInt32] = []
    for _ in 0..<400 {
      let wanted = Int(random.next() % 9)
      var reservation = table.reservation()
      var foretold: [UInt32] = []
      for _ in 0..<wanted { foretold.append(reservation.next(in: table)) }
      var allocated: [UInt32] = []
      for _ in 0..<wanted { allocated.append(table.allocateLive()) }
      #expect(foretold == allocated)
      live += allocated
      for _ in 0..<Int(random.next() % 9) where !live.isEmpty {
        table.free(live.remove(at: Int(random.next() % UInt64(live.count))))
      }
    }
  }

  @Test func theWalkFindsALeakedRow() {
    var table = PagedTable<TestRow>()
    let index = table.allocateLive()
    table[index].isLive = false
    #expect(throws: InvariantViolation.self) {
      try table.checkInvariants(isVacant: TestRow.isVacant)
    }
  }
}
