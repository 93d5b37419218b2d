/// What the medium or the kernel refused. Decisions of the queue itself are `Refusal`s.
package enum StorageError: Error, Equatable, Sendable {
  /// A system call failed: its name, the file it was for, and the kernel's error number.
  case io(call: String, file: String, errno: Int32)
  /// The disk, the quota or the inode table is full.
  case full(call: String, file: String)
  /// Another owner holds the directory.
  case busy(path: String)
  /// The directory is a symbolic link, belongs to someone else, or others may write to it.
  case unsafeDirectory(path: String, reason: String)
  /// The path exists and is no directory.
  case notADirectory(path: String)
  /// The path does not exist.
  case missing(path: String)
  /// The name exists and is no regular file with a single link.
  case unsafeFile(file: String)
}
