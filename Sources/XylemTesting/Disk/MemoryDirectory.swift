import XylemStorage

/// An open directory of a ``MemoryDisk``.
final class MemoryDirectory: Directory, @unchecked Sendable {
  // Unchecked because the folder is used under the lock of the disk.
  let path: String
  private let folder: MemoryFolder
  private let disk: MemoryDisk
  private let life: Int

  init(_ folder: MemoryFolder, path: String, disk: MemoryDisk, life: Int) {
    self.folder = folder
    self.path = path
    self.disk = disk
    self.life = life
  }

  func names() throws(StorageError) -> [String] {
    try disk.access("list", path, life: life) { folder.entries.keys.sorted() }
  }

  func directory(_ name: String, create: Bool) throws(StorageError) -> any Directory {
    try disk.access("open", name, life: life) { () throws(StorageError) in
      if create, folder.entries[name] == nil { folder.entries[name] = .folder(MemoryFolder()) }
      switch folder.entries[name] {
      case .folder(let found):
        return MemoryDirectory(found, path: "\(path)/\(name)", disk: disk, life: life)
      case .file: throw .notADirectory(path: name)
      case nil: throw .missing(path: name)
      }
    }
  }

  func open(_ name: String, _ mode: OpenMode) throws(StorageError) -> any File {
    try disk.access("open", name, life: life) { () throws(StorageError) in
      if case .create = mode {
        guard folder.entries[name] == nil else {
          throw .io(call: "open", file: name, errno: KernelError.exists)
        }
        folder.entries[name] = .file(MemoryContent())
      }
      return MemoryFile(try content(name), name: name, disk: disk, life: life)
    }
  }

  func rename(_ name: String, to newName: String) throws(StorageError) {
    try disk.access("rename", name, life: life) { () throws(StorageError) in
      guard let entry = folder.entries.removeValue(forKey: name) else {
        throw .missing(path: name)
      }
      folder.entries[newName] = entry
    }
  }

  func remove(_ name: String) throws(StorageError) {
    try disk.access("unlink", name, life: life) { () throws(StorageError) in
      _ = try content(name)
      folder.entries[name] = nil
    }
  }

  func sync() throws(StorageError) {
    try disk.access("fsync", path, life: life) {}
  }

  func lock(_ name: String) throws(StorageError) -> any DirectoryLock {
    try disk.access("lock", name, life: life) { () throws(StorageError) in
      if folder.entries[name] == nil { folder.entries[name] = .file(MemoryContent()) }
      return try takeLock(name, isShared: false)
    }
  }

  func lockShared(_ name: String) throws(StorageError) -> any DirectoryLock {
    try disk.access("lock", name, life: life) { () throws(StorageError) in
      try takeLock(name, isShared: true)
    }
  }

  private func takeLock(_ name: String, isShared: Bool) throws(StorageError) -> MemoryLock {
    let content = try content(name)
    guard !content.isLocked(in: life, shared: isShared) else { throw .busy(path: path) }
    if isShared { content.sharers.append(life) } else { content.lockedIn = life }
    return MemoryLock(content, isShared: isShared, disk: disk, life: life)
  }

  private func content(_ name: String) throws(StorageError) -> MemoryContent {
    switch folder.entries[name] {
    case .file(let content): return content
    case .folder: throw .unsafeFile(file: name)
    case nil: throw .missing(path: name)
    }
  }
}
