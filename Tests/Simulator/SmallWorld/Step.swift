import XylemCore

/// One step of a small world. Each that commands something commits it.
enum Step: Sendable {
  /// One command by itself.
  case give(Act, Durability = .synced)
  /// Commands that are carried out all or none.
  case group([Act])
  /// Commands in one call, each for itself.
  case each([Act])
  /// A lease of up to so many tasks of all queues, for so many milliseconds.
  case lease(Int, for: UInt64 = 1000)
  /// A command with the last token that is not valid any more.
  case stale
  /// Time goes by, in milliseconds.
  case pass(UInt64)
  /// The log is quiet until it is marked.
  case quiet
  /// A checkpoint, and what its being there allows.
  case checkpoint
  /// Segments are prepared ahead.
  case maintain
  /// The disk has room for so many more bytes.
  case fillDisk(Int)
  /// The disk has room again.
  case makeRoom
  /// The next sync of a file fails.
  case failSync
  /// The kernel forgets the pages that a failed sync left clean.
  case dropPages
  /// The store ends this way and is opened again.
  case reopen(Ending)
}
