extension PagedTable {
  /// Walks the whole table. Linear in ``highWater``.
  ///
  /// - The free list holds each vacant row exactly once and no other row.
  /// - `count` is the number of rows that are not vacant.
  package func checkInvariants(isVacant: (Row) -> Bool) throws(InvariantViolation) {
    var vacant: UInt32 = 0
    for index in 0..<highWater where isVacant(self[index]) { vacant += 1 }
    let listed: UInt32
    do throws(TableCorruption) {
      listed = try freeListLength(from: freeHead, vacant: vacant, isVacant: isVacant)
    } catch {
      throw InvariantViolation(description: "free list: \(error)")
    }
    try InvariantViolation.unless(
      listed == vacant, "\(listed) rows on the free list, \(vacant) vacant")
    try InvariantViolation.unless(
      count == highWater - vacant, "count \(count), recounted \(highWater - vacant)")
  }
}
