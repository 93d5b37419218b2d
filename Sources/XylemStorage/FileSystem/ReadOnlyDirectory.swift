/// A directory in which nothing can be changed, whoever holds it: every file is opened for reading,
/// and every change is refused here. So whoever is given only this one cannot write by mistake.
final class ReadOnlyDirectory: Directory {
  let path: String
  private let base: (any Directory)?
  /// The path of its files within the store: empty, or with a slash at the end.
  private let prefix: String
  private let unreadable: UnreadablePages?

  /// Reads from `base`; without one, the directory is missing and has no names. With `unreadable`,
  /// pages that the medium does not give back are noted there and read around.
  convenience init(_ base: any Directory, _ unreadable: UnreadablePages? = nil) {
    self.init(base, path: base.path, prefix: "", unreadable)
  }

  private init(
    _ base: (any Directory)?, path: String, prefix: String, _ unreadable: UnreadablePages?
  ) {
    self.base = base
    self.path = path
    self.prefix = prefix
    self.unreadable = unreadable
  }

  func names() throws(StorageError) -> [String] { try base?.names() ?? [] }

  /// A missing sub-directory has no names.
  func directory(_ name: String, create: Bool) throws(StorageError) -> any Directory {
    let path = self.path + "/" + name
    do throws(StorageError) {
      let folder = try base?.directory(name, create: false)
      return ReadOnlyDirectory(folder, path: path, prefix: prefix + name + "/", unreadable)
    } catch .missing {
      return ReadOnlyDirectory(nil, path: path, prefix: prefix + name + "/", unreadable)
    }
  }

  func open(_ name: String, _ mode: OpenMode) throws(StorageError) -> any File {
    guard let base else { throw .missing(path: name) }
    if case .create = mode { throw refusal("open", name) }
    let file = try base.open(name, .read)
    return unreadable.map { PatientFile(file, path: prefix + name, $0) } ?? file
  }

  func rename(_ name: String, to newName: String) throws(StorageError) {
    throw refusal("rename", name)
  }

  func remove(_ name: String) throws(StorageError) { throw refusal("unlink", name) }

  func sync() throws(StorageError) { throw refusal("fsync", path) }

  func lock(_ name: String) throws(StorageError) -> any DirectoryLock {
    throw refusal("flock", name)
  }

  func lockShared(_ name: String) throws(StorageError) -> any DirectoryLock {
    guard let base else { throw .missing(path: name) }
    return try base.lockShared(name)
  }

  private func refusal(_ call: String, _ file: String) -> StorageError {
    .io(call: call, file: file, errno: KernelError.badDescriptor)
  }
}
