/// A directory in which nothing can be changed, whoever holds it: every file is opened for reading,
/// and every change is refused here. So whoever is given only this one cannot write by mistake.
final class ReadOnlyDirectory: Directory {
  let path: String
  private let base: (any Directory)?

  /// Reads from `base`; without one, the directory is missing and has no names.
  init(_ base: (any Directory)?, path: String) {
    self.base = base
    self.path = path
  }

  func names() throws(StorageError) -> [String] { try base?.names() ?? [] }

  /// A missing sub-directory has no names.
  func directory(_ name: String, create: Bool) throws(StorageError) -> any Directory {
    let path = self.path + "/" + name
    do throws(StorageError) {
      return ReadOnlyDirectory(try base?.directory(name, create: false), path: path)
    } catch .missing {
      return ReadOnlyDirectory(nil, path: path)
    }
  }

  func open(_ name: String, _ mode: OpenMode) throws(StorageError) -> any File {
    guard let base else { throw .missing(path: name) }
    if case .create = mode { throw refusal("open", name) }
    return try base.open(name, .read)
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
