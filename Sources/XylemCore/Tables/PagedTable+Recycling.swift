extension PagedTable {
  /// Takes the row freed last, or a fresh one, and returns its index; it holds `Row.vacant`.
  ///
  /// Traps when all 2^32 - 1 indices are live: the limits of the queue refuse work long before.
  package mutating func allocate() -> UInt32 {
    count += 1
    guard freeHead != RowIndex.none else { return appendFresh(.vacant) }
    let index = freeHead
    freeHead = self[checked: index].nextFree
    self[index] = .vacant
    return index
  }

  /// Gives a live row back. Its content is gone, and its index is the next to be allocated.
  ///
  /// The caller must have taken the row out of every list and wheel, and must free it only once.
  package mutating func free(_ index: UInt32) {
    precondition(count > 0 && contains(index), "freed a row that was never allocated")
    self[index] = .vacant
    self[index].nextFree = freeHead
    freeHead = index
    count -= 1
  }
}
