/// Loading a checkpoint: start with an empty table, call ``restore(_:isVacant:)`` for each row in
/// the order of indices, then ``finishRestoration(freeHead:isVacant:)`` once. Bytes from a disk may
/// say anything, so both throw and never trap. A table whose restoration threw is to be thrown
/// away.
extension PagedTable {
  /// Appends `row`, live or vacant, with its free link as it was saved.
  ///
  /// - Throws: `.tooManyRows` when no index is left.
  package mutating func restore(_ row: Row, isVacant: Bool) throws(TableCorruption) {
    guard highWater < RowIndex.none else { throw .tooManyRows }
    _ = appendFresh(row)
    if !isVacant { count += 1 }
  }

  /// Adopts the saved free list if it holds each vacant row exactly once. O(vacant rows).
  ///
  /// - Throws: the first damage found; the free list then stays empty.
  package mutating func finishRestoration(
    freeHead head: UInt32, isVacant: (Row) -> Bool
  ) throws(TableCorruption) {
    let vacant = highWater - count
    let listed = try freeListLength(from: head, vacant: vacant, isVacant: isVacant)
    guard listed == vacant else { throw .vacantRowsUnlisted(listed: listed, vacant: vacant) }
    freeHead = head
  }

  /// Counts the rows of a free list. More steps than vacant rows can only be a cycle, because each
  /// step is on a vacant row.
  func freeListLength(
    from head: UInt32, vacant: UInt32, isVacant: (Row) -> Bool
  ) throws(TableCorruption) -> UInt32 {
    var length: UInt32 = 0
    var index = head
    while index != RowIndex.none {
      guard contains(index) else { throw .freeIndexOutOfRange(index) }
      guard isVacant(self[index]) else { throw .freeRowNotVacant(index) }
      guard length < vacant else { throw .freeListCycle }
      length += 1
      index = self[index].nextFree
    }
    return length
  }
}
