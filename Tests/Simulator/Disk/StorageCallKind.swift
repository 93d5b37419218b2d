/// The calls an engine can make on a disk, for counting them and for making them fail.
package enum StorageCallKind: Int, CaseIterable, Sendable {
  /// Opening a directory that exists.
  case openDirectory
  /// Making a directory; the opening that follows is counted apart.
  case makeDirectory
  /// Reading the names of a directory.
  case list
  /// Opening a file that exists.
  case open
  /// Making a file, a lock file too.
  case create
  /// Renaming a file.
  case rename
  /// Removing a file.
  case remove
  /// Asking for the length of a file.
  case size
  /// Reading from a file.
  case read
  /// Writing to a file.
  case write
  /// Making a file's bytes durable.
  case sync
  /// Making a directory's names durable.
  case directorySync
  /// Taking the directory's lock.
  case lock

  /// Whether the call changes something on the medium or in its cache.
  package var isMutating: Bool {
    switch self {
    case .makeDirectory, .create, .rename, .remove, .write, .sync, .directorySync: true
    case .openDirectory, .list, .open, .size, .read, .lock: false
    }
  }

  /// The name of the system call in errors, as the POSIX file system gives it.
  package var callName: String {
    switch self {
    case .openDirectory, .open, .create: "open"
    case .makeDirectory: "mkdir"
    case .list: "readdir"
    case .rename: "rename"
    case .remove: "unlink"
    case .size: "fstat"
    case .read: "pread"
    case .write: "pwrite"
    case .sync: "fdatasync"
    case .directorySync: "fsync"
    case .lock: "flock"
    }
  }
}
