/// A doubly linked list through the rows of one table: 12 bytes, and every change is O(1).
///
/// The list does not know its table: always pass the one that holds its rows. A row is in at most
/// one list at a time for each pair of links.
package struct RowList: BitwiseCopyable {
  /// The first row, or ``RowIndex/none`` when the list is empty.
  package private(set) var head: UInt32 = RowIndex.none

  /// The last row, or ``RowIndex/none`` when the list is empty.
  package private(set) var tail: UInt32 = RowIndex.none

  /// The number of rows in the list.
  package private(set) var count: UInt32 = 0

  /// Makes an empty list.
  package init() {}

  /// Adopts the ends and the length of a saved list. The caller checks them against the rows.
  package init(restoringHead head: UInt32, tail: UInt32, count: UInt32) {
    self.head = head
    self.tail = tail
    self.count = count
  }

  /// Whether the list holds no row.
  package var isEmpty: Bool { head == RowIndex.none }

  /// Puts the row `index`, which must be in no list, behind all others.
  package mutating func append<Row: ListNode & Recyclable>(
    _ index: UInt32, in table: inout PagedTable<Row>
  ) {
    assert(index != tail && index != head, "the row is in the list already")
    table[index].listNext = RowIndex.none
    table[index].listPrevious = tail
    if tail == RowIndex.none { head = index } else { table[tail].listNext = index }
    tail = index
    count += 1
  }

  /// Puts the row `index`, which must be in no list, before all others.
  package mutating func prepend<Row: ListNode & Recyclable>(
    _ index: UInt32, in table: inout PagedTable<Row>
  ) {
    assert(index != tail && index != head, "the row is in the list already")
    table[index].listNext = head
    table[index].listPrevious = RowIndex.none
    if head == RowIndex.none { tail = index } else { table[head].listPrevious = index }
    head = index
    count += 1
  }

  /// Takes the row `index`, which must be in this list, out of it; both its links become "no row".
  package mutating func remove<Row: ListNode & Recyclable>(
    _ index: UInt32, in table: inout PagedTable<Row>
  ) {
    let next = table[index].listNext
    let previous = table[index].listPrevious
    // A row in no list has no links, and would pass for a list of its own.
    precondition(previous != RowIndex.none || head == index, "the row is not in this list")
    precondition(next != RowIndex.none || tail == index, "the row is not in this list")
    if previous == RowIndex.none { head = next } else { table[previous].listNext = next }
    if next == RowIndex.none { tail = previous } else { table[next].listPrevious = previous }
    table[index].listNext = RowIndex.none
    table[index].listPrevious = RowIndex.none
    count -= 1
  }
}
