extension RowList {
  /// Walks the whole list: links agree in both directions, ends and `count` are right.
  package func checkInvariants<Row: ListNode & Recyclable>(
    in table: borrowing PagedTable<Row>
  ) throws(InvariantViolation) {
    var walked: UInt32 = 0
    var last = RowIndex.none
    var index = head
    while index != RowIndex.none {
      try InvariantViolation.unless(table.contains(index), "the list links to no row")
      try InvariantViolation.unless(walked < count, "the list is longer than its count")
      try InvariantViolation.unless(
        table[index].listPrevious == last, "row \(index) links back wrongly")
      walked += 1
      last = index
      index = table[index].listNext
    }
    try InvariantViolation.unless(last == tail, "the list ends at \(last), not at its tail")
    try InvariantViolation.unless(walked == count, "count \(count), walked \(walked)")
  }
}
