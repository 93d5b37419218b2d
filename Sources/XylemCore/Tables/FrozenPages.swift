/// Which pages of a table are frozen, and those that were replaced meanwhile.
struct FrozenPages<Row: Recyclable> {
  /// Pages below this number may be frozen; 0 while nothing is.
  private(set) var pageCount = 0
  /// For each of them, whether it still is.
  private var isFrozen: [Bool] = []
  /// Pages that only the view reads, because the table goes on in a copy.
  private var replaced: [UnsafeMutablePointer<Row>] = []
  /// Pages that nobody reads. They are kept because memory that was used before costs no faults.
  private var spare: [UnsafeMutablePointer<Row>] = []

  /// How many spare pages are kept.
  private static var spareMax: Int { 64 }

  /// How many pages there are besides those of the table.
  var extraCount: Int { replaced.count + spare.count }

  /// Freezes the first `count` pages.
  mutating func begin(_ count: Int) {
    precondition(pageCount == 0, "a table has one view at a time")
    pageCount = count
    isFrozen.removeAll(keepingCapacity: true)
    isFrozen.append(contentsOf: repeatElement(true, count: count))
  }

  /// Whether a view reads the page that the table changes.
  func contains(_ page: Int) -> Bool { page < pageCount && isFrozen[page] }

  /// The table goes on in a copy of `page`, whose memory was at `former`.
  mutating func replace(_ page: Int, former: UnsafeMutablePointer<Row>) {
    isFrozen[page] = false
    replaced.append(former)
  }

  /// Ends the view.
  mutating func end() {
    pageCount = 0
    for page in replaced {
      if spare.count < Self.spareMax { spare.append(page) } else { page.deallocate() }
    }
    replaced.removeAll()
  }

  mutating func takeSpare() -> UnsafeMutablePointer<Row>? { spare.popLast() }

  /// Gives up all memory; the view must not be read any more.
  func deallocate() {
    for page in replaced + spare { page.deallocate() }
  }
}
