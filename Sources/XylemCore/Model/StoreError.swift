/// Everything that can go wrong with a store, apart from what handlers throw.
public enum StoreError: Error, Hashable, Sendable {
  /// The queue says no; nothing was written and the state is as before.
  case refused(Refusal)
  /// Another owner, in this process or another, has the directory open.
  case busy(path: String)
  /// The directory does not exist.
  case missing(path: String)
  /// The path is a symbolic link or no directory, belongs to someone else, or others may write to
  /// it; or a file in it is not a regular one with a single link.
  case unsafeDirectory(path: String, reason: String)
  /// The directory holds files that are no store's; nothing in it was touched.
  case foreignDirectory(path: String)
  /// The store belongs to another namespace or environment than the caller expects.
  case wrongIdentity(expected: String, found: String)
  /// The store was written by a later version of the format; nothing in it was touched.
  case newerFormat(version: UInt16)
  /// Synced bytes are not what was written. Nothing was deleted or changed.
  case corrupt(Corruption)
  /// A write or sync failed. What was not acknowledged before is in doubt until the store is
  /// opened again; nothing more is acknowledged by this opening.
  case poisoned(reason: String)
  /// The disk, the quota or the inode table is full.
  case full(file: String)
  /// A system call failed outside the log.
  case io(call: String, file: String, errno: Int32)
  /// The store was closed.
  case closed
}
