/// What happens to the unsynced writes of each file when the power goes.
package enum DataFate: Sendable, Equatable {
  /// All are lost.
  case nothing
  /// All have reached the medium.
  case everything
  /// A drawn number of the oldest is kept, and some leading sectors of the next one.
  case prefix
  /// Each sector of each write is kept or lost by itself, so anything torn or reordered.
  case subset
  /// Sector number i, counted over all files in the order of their paths and writes, is kept when
  /// bit i is set. Sectors past the 63rd are lost. For trying every subset.
  case chosen(UInt64)
}
