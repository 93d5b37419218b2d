/// Why rows read from a checkpoint cannot be a table.
package enum TableCorruption: Error, Equatable, Sendable {
  /// More rows than there are indices.
  case tooManyRows
  /// A free link names a row that does not exist.
  case freeIndexOutOfRange(UInt32)
  /// A free link names a row that is live.
  case freeRowNotVacant(UInt32)
  /// The free list runs into itself.
  case freeListCycle
  /// Some vacant rows are not on the free list, and would never be used again.
  case vacantRowsUnlisted(listed: UInt32, vacant: UInt32)
}
