/// What happens to the unsynced name changes of each directory when the power goes.
package enum NameFate: Sendable, Equatable {
  /// All are undone.
  case nothing
  /// All have reached the medium.
  case everything
  /// A drawn number of the oldest is kept, in each directory by itself.
  case prefix
  /// The oldest `count` of each directory are kept.
  case first(_ count: Int)
  /// Change number i, counted over all directories in the order of their paths, is kept when bit i
  /// is set. Changes past the 63rd are lost. For trying every subset.
  case chosen(UInt64)
}
