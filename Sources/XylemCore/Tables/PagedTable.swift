/// Rows of one fixed size, addressed by a 32-bit index, that never move in memory.
///
/// Growth adds a page and copies no row, so it never pauses for the size of the table; a row is
/// reached by two loads, without reference counts. Vacant rows form a last-in, first-out list
/// through ``Recyclable/nextFree``: the row freed last is likeliest to be cached. All rows can be
/// kept as they are while the table goes on changing: see ``PagedTable/freeze()``.
///
/// The sequence of indices given by ``allocate()`` depends only on the sequence of calls, so that
/// replaying a log names the same rows.
package struct PagedTable<Row: Recyclable>: ~Copyable {
  /// The number of rows in a page; a power of two, so that an index splits by shift and mask.
  package static var rowsPerPage: UInt32 { 1 << pageShift }

  /// A page is 16 to 32 KiB: a change of a frozen one copies it within a few microseconds.
  static var pageShift: UInt32 { MemoryLayout<Row>.stride > 64 ? 7 : 9 }

  /// The number of live rows.
  package internal(set) var count: UInt32 = 0

  /// The number of indices ever used; every valid index is below it.
  package private(set) var highWater: UInt32 = 0

  /// The row that the next ``allocate()`` returns, or ``RowIndex/none`` when none is vacant.
  package internal(set) var freeHead: UInt32 = RowIndex.none

  var pages: UnsafeMutablePointer<UnsafeMutablePointer<Row>>
  private var pagesMax = 16

  /// Which pages a view still reads, and what becomes of them; empty while there is no view.
  var frozen = FrozenPages<Row>()

  /// Makes an empty table, without any page.
  package init() {
    pages = .allocate(capacity: pagesMax)
  }

  deinit {
    for page in 0..<pageCount { pages[page].deallocate() }
    frozen.deallocate()
    pages.deallocate()
  }

  /// The row at `index`, in place. The index must be below ``highWater``: only debug builds check.
  package subscript(index: UInt32) -> Row {
    unsafeAddress {
      assert(contains(index), "row index beyond the table")
      return UnsafePointer(address(of: index))
    }
    unsafeMutableAddress {
      assert(contains(index), "row index beyond the table")
      if frozen.pageCount > 0 { separate(index) }
      return address(of: index)
    }
  }

  /// The row at `index`, in place; traps in every build when the index was never used.
  package subscript(checked index: UInt32) -> Row {
    unsafeAddress {
      precondition(contains(index), "row index beyond the table")
      return UnsafePointer(address(of: index))
    }
    unsafeMutableAddress {
      precondition(contains(index), "row index beyond the table")
      if frozen.pageCount > 0 { separate(index) }
      return address(of: index)
    }
  }

  /// Whether `index` was ever used; the row may be vacant. Check indices from outside with this.
  package func contains(_ index: UInt32) -> Bool { index < highWater }

  var directoryByteCount: Int { pagesMax * MemoryLayout<UnsafeMutablePointer<Row>>.stride }

  var pageCount: Int { Int((UInt64(highWater) + UInt64(Self.rowsPerPage) - 1) >> Self.pageShift) }

  private func address(of index: UInt32) -> UnsafeMutablePointer<Row> {
    pages[Int(index &>> Self.pageShift)] + Int(index & (Self.rowsPerPage &- 1))
  }

  /// Appends `row` at the next fresh index and returns that index; counts are the caller's.
  mutating func appendFresh(_ row: Row) -> UInt32 {
    precondition(highWater < RowIndex.none, "the table has used every index")
    let index = highWater
    if index & (Self.rowsPerPage - 1) == 0 { addPage() }
    highWater += 1
    address(of: index).initialize(to: row)
    return index
  }

  private mutating func addPage() {
    let page = pageCount
    if page == pagesMax { growDirectory() }
    (pages + page).initialize(to: frozen.takeSpare() ?? Self.makePage())
  }

  static func makePage() -> UnsafeMutablePointer<Row> { .allocate(capacity: Int(rowsPerPage)) }

  /// Doubles the directory of page addresses: 8 bytes move for every page, and no row does.
  private mutating func growDirectory() {
    let larger = UnsafeMutablePointer<UnsafeMutablePointer<Row>>.allocate(capacity: pagesMax * 2)
    larger.moveInitialize(from: pages, count: pagesMax)
    pages.deallocate()
    pages = larger
    pagesMax *= 2
  }
}
