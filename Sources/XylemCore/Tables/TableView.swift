/// The rows of a table as they were at one moment.
///
/// It reads the table's own memory. So it must not be read after the table is gone, after
/// ``PagedTable/thaw()``, or, when it was not made by ``PagedTable/freeze()``, after a change.
package struct TableView<Row: Recyclable>: @unchecked Sendable {
  // Unchecked because nobody writes into a frozen page.
  private let pages: [UnsafeMutablePointer<Row>]
  /// The number of rows, vacant ones included; their indices are below it.
  package let highWater: UInt32
  /// The first vacant row.
  package let freeHead: UInt32

  init(pages: [UnsafeMutablePointer<Row>], highWater: UInt32, freeHead: UInt32) {
    self.pages = pages
    self.highWater = highWater
    self.freeHead = freeHead
  }

  /// The row at `index`, which must be below ``highWater``.
  package subscript(index: UInt32) -> Row {
    unsafeAddress {
      precondition(index < highWater, "row index beyond the view")
      let page = pages[Int(index &>> PagedTable<Row>.pageShift)]
      return UnsafePointer(page + Int(index & (PagedTable<Row>.rowsPerPage &- 1)))
    }
  }
}

extension PagedTable {
  /// A view of the rows that is good until the next change. O(pages).
  package func view() -> TableView<Row> {
    TableView(
      pages: Array(UnsafeBufferPointer(start: pages, count: pageCount)), highWater: highWater,
      freeHead: freeHead)
  }

  /// A view of the rows that stays as it is, on any thread, until ``thaw()``; one at a time.
  ///
  /// O(pages): 8 bytes are copied for every page. From now on the first change of a page copies
  /// that page, and the view keeps the old one.
  package mutating func freeze() -> TableView<Row> {
    frozen.begin(pageCount)
    return view()
  }

  /// Ends the view, which must not be read any more. O(changed pages).
  package mutating func thaw() {
    frozen.end()
  }

  /// Makes sure that a change of the row at `index` is not seen in a view.
  mutating func separate(_ index: UInt32) {
    let page = Int(index &>> Self.pageShift)
    guard frozen.contains(page), !isPlanted(.changeFrozenPages) else { return }
    let copy = frozen.takeSpare() ?? Self.makePage()
    let bytes = Int(Self.rowsPerPage) * MemoryLayout<Row>.stride
    UnsafeMutableRawPointer(copy).copyMemory(from: pages[page], byteCount: bytes)
    frozen.replace(page, former: pages[page])
    pages[page] = copy
  }
}
