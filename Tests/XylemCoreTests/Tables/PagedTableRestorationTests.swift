import Testing
import XylemCore

/// Goal: a saved table comes back as it was, and no free list from a disk traps or is believed.
/// Method: round trips, each kind of damage by hand, then random links.
@Suite struct PagedTableRestorationTests {
  /// What loading these rows with this free head ends in; nil when it succeeds.
  private func damage(_ rows: [TestRow], freeHead: UInt32) -> TableCorruption? {
    var table = PagedTable<TestRow>()
    do throws(TableCorruption) {
      for row in rows { try table.restore(row, isVacant: TestRow.isVacant(row)) }
      try table.finishRestoration(freeHead: freeHead, isVacant: TestRow.isVacant)
    } catch {
      return error
    }
    return nil
  }

  @Test func aSavedTableContinuesWithTheSameIndices() throws {
    var saved = PagedTable<TestRow>()
    for value in 0..<10_000 { _ = saved.allocateLive(UInt64(value)) }
    for index in stride(from: 0 as UInt32, to: 10_000, by: 3) { saved.free(index) }
    var loaded = PagedTable<TestRow>()
    for index in 0..<saved.highWater {
      try loaded.restore(saved[index], isVacant: TestRow.isVacant(saved[index]))
    }
    try loaded.finishRestoration(freeHead: saved.freeHead, isVacant: TestRow.isVacant)
    try loaded.checkInvariants(isVacant: TestRow.isVacant)
    #expect(loaded.count == saved.count)
    for _ in 0..<5_000 {
      let (expected, index) = (saved.allocate(), loaded.allocate())
      #expect(index == expected)
    }
    let (kept, original) = (loaded[1].value, saved[1].value)
    #expect(kept == original)
  }

  @Test func anEmptyTableRestores() {
    #expect(damage([], freeHead: RowIndex.none) == nil)
    #expect(damage([], freeHead: 0) == .freeIndexOutOfRange(0))
  }

  @Test func linksOutOfRangeAreRefused() {
    #expect(damage([.vacant(next: 7)], freeHead: 0) == .freeIndexOutOfRange(7))
    #expect(damage([.live(1)], freeHead: .max - 1) == .freeIndexOutOfRange(.max - 1))
  }

  @Test func liveRowsOnTheFreeListAreRefused() {
    #expect(damage([.live(1)], freeHead: 0) == .freeRowNotVacant(0))
    #expect(damage([.vacant(next: 1), .live(1)], freeHead: 0) == .freeRowNotVacant(1))
  }

  @Test func cyclesAreRefused() {
    #expect(damage([.vacant(next: 0)], freeHead: 0) == .freeListCycle)
    let ring: [TestRow] = [.vacant(next: 2), .live(1), .vacant(next: 0)]
    #expect(damage(ring, freeHead: 2) == .freeListCycle)
    let tail: [TestRow] = [.vacant(next: 1), .vacant(next: 2), .vacant(next: 1)]
    #expect(damage(tail, freeHead: 0) == .freeListCycle)
  }

  @Test func vacantRowsThatNobodyListsAreRefused() {
    #expect(
      damage([.vacant(next: RowIndex.none)], freeHead: RowIndex.none)
        == .vacantRowsUnlisted(listed: 0, vacant: 1))
    let early: [TestRow] = [.vacant(next: RowIndex.none), .vacant(next: RowIndex.none)]
    #expect(damage(early, freeHead: 1) == .vacantRowsUnlisted(listed: 1, vacant: 2))
  }

  /// A cycle that leaves some vacant rows out is longer than none of the lists it could be.
  @Test func aShortCycleBesideUnlistedRowsIsRefused() {
    let rows: [TestRow] = [.vacant(next: 0), .vacant(next: 2), .vacant(next: RowIndex.none)]
    #expect(damage(rows, freeHead: 0) == .freeListCycle)
  }

  @Test(arguments: 0..<500 as Range<UInt64>)
  func randomLinksNeverTrap(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let rows = UInt32(1 + random.next() % 6)
    func link() -> UInt32 {
      random.oneIn(4) ? RowIndex.none : UInt32(random.next() % UInt64(rows + 1))
    }
    var table = PagedTable<TestRow>()
    for _ in 0..<rows {
      let row: TestRow = random.oneIn(2) ? .live(1) : .vacant(next: link())
      try table.restore(row, isVacant: TestRow.isVacant(row))
    }
    do throws(TableCorruption) {
      try table.finishRestoration(freeHead: link(), isVacant: TestRow.isVacant)
    } catch {
      #expect(table.freeHead == RowIndex.none)
      return
    }
    try table.checkInvariants(isVacant: TestRow.isVacant)
  }
}
