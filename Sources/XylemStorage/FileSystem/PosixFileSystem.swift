import CPosix

/// The file system of the machine.
package struct PosixFileSystem: FileSystem {
  /// There is nothing to configure.
  package init() {}

  /// Opens the directory at `path` without following a final symbolic link.
  ///
  /// With `create`, the parent is synced even when the directory is already there: whoever made it
  /// may have died before syncing it, and everything stored below hangs on that name.
  ///
  /// - Throws: `.unsafeDirectory`, `.notADirectory`, `.missing` when the directory (or with
  ///   `create` its parent) does not exist, `.full`, `.io`.
  package func openDirectory(_ path: String, create: Bool) throws(StorageError) -> any Directory {
    guard !path.isEmpty, !path.utf8.contains(0) else {
      throw .io(call: "open", file: path, errno: KernelError.invalid)
    }
    let split = PathSplit(path)
    let parent = try openParent(split.parent)
    guard let parent else {
      // A directory nobody here may list can still be passed through.
      let whole = split.parent == "/" ? "/" + split.leaf : split.parent + "/" + split.leaf
      return try PosixDirectory.open(whole, at: xylem_working_directory(), path: path)
    }
    defer { xylem_close(parent) }
    if create { try PosixDirectory.make(split.leaf, at: parent, path: path) }
    let directory = try PosixDirectory.open(split.leaf, at: parent, path: path)
    if create { try PosixDirectory.sync(parent, path: split.parent) }
    return directory
  }

  /// The descriptor of the parent, or nil when it may be passed through but not read.
  private func openParent(_ path: String) throws(StorageError) -> Int32? {
    let parent = xylem_open_directory(xylem_working_directory(), path, true)
    if parent == -KernelError.accessDenied { return nil }
    guard parent >= 0 else { throw .directory(errno: -parent, call: "open", path: path) }
    return parent
  }
}
