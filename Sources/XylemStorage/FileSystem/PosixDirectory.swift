import CPosix

/// A directory of the machine. Every call is relative to its descriptor, so that the directory
/// stays the same one whatever happens to the path it was opened by.
package final class PosixDirectory: Directory {
  /// The path given by the caller, for messages only.
  package let path: String
  let descriptor: Int32

  private init(adopting descriptor: Int32, path: String) {
    self.descriptor = descriptor
    self.path = path
  }

  deinit { xylem_close(descriptor) }

  /// Opens the sub-directory `name`, making it (mode 0700) when `create` is set.
  ///
  /// - Throws: `.unsafeDirectory`, `.notADirectory`, `.missing` without `create`, `.full`, `.io`.
  package func directory(_ name: String, create: Bool) throws(StorageError) -> any Directory {
    requireComponent(name)
    let full = path + "/" + name
    if create { try Self.make(name, at: descriptor, path: full) }
    return try Self.open(name, at: descriptor, path: full)
  }

  /// Makes every name change in this directory so far durable.
  ///
  /// - Throws: `.io` for every failure, also for a full disk: what was lost is unknown.
  package func sync() throws(StorageError) {
    try Self.sync(descriptor, path: path)
  }
}

extension PosixDirectory {
  /// Opens `name` below `parent` and refuses it before anything in it is changed.
  static func open(
    _ name: String, at parent: Int32, path: String
  ) throws(StorageError) -> PosixDirectory {
    let descriptor = xylem_open_directory(parent, name, false)
    guard descriptor >= 0 else {
      throw refusal(errno: -descriptor, opening: name, at: parent, path: path)
    }
    let directory = PosixDirectory(adopting: descriptor, path: path)
    try directory.requireSafe()
    return directory
  }

  /// Makes `name` below `parent` unless something has that name already.
  static func make(_ name: String, at parent: Int32, path: String) throws(StorageError) {
    let result = xylem_make_directory(parent, name)
    guard result == 0 || result == -KernelError.exists else {
      throw .kernel(errno: -result, call: "mkdir", file: path)
    }
  }

  static func sync(_ descriptor: Int32, path: String) throws(StorageError) {
    let result = xylem_sync_directory(descriptor)
    guard result == 0 else { throw .io(call: "fsync", file: path, errno: -result) }
  }

  /// The kernel says "not a directory" of a symbolic link too; the caller should know which.
  private static func refusal(
    errno: Int32, opening name: String, at parent: Int32, path: String
  ) -> StorageError {
    var status = xylem_status()
    if xylem_status_at(parent, name, &status) == 0, status.kind == .symlink {
      return .unsafeDirectory(path: path, reason: "it is a symbolic link")
    }
    return .directory(errno: errno, call: "open", path: path)
  }

  private func requireSafe() throws(StorageError) {
    var status = xylem_status()
    let result = xylem_status_of(descriptor, &status)
    guard result == 0 else { throw .kernel(errno: -result, call: "fstat", file: path) }
    guard status.uid == xylem_effective_user() else {
      throw .unsafeDirectory(path: path, reason: "it belongs to user \(status.uid)")
    }
    guard status.mode & 0o022 == 0 else {
      throw .unsafeDirectory(path: path, reason: "its group or others may write to it")
    }
  }

  /// Names are made by the engine itself, so anything else is a mistake in the engine.
  func requireComponent(_ name: String) {
    precondition(!name.isEmpty && name != "." && name != "..", "a name must be a real component")
    precondition(!name.utf8.contains { $0 == 0 || $0 == UInt8(ascii: "/") }, "a name is no path")
  }
}
