import XylemStorage

/// An open directory of the virtual disk.
package final class VirtualDirectory: Directory, @unchecked Sendable {
  // Unchecked: a simulation runs on one thread at a time.

  /// The path given by the caller.
  package let path: String
  private let folder: VirtualFolder
  private let disk: VirtualFileSystem
  private let life: Int

  init(_ folder: VirtualFolder, path: String, disk: VirtualFileSystem) {
    self.folder = folder
    self.path = path
    self.disk = disk
    life = disk.life
  }

  /// The names in the directory, sorted.
  ///
  /// - Throws: `.io` by fault or after a crash, like everything here.
  package func names() throws(StorageError) -> [String] {
    try enter(.list, path)
    return folder.cached.keys.sorted()
  }

  /// Opens the sub-directory `name`, making it when `create` is set.
  ///
  /// - Throws: `.missing`, `.notADirectory`.
  package func directory(_ name: String, create: Bool) throws(StorageError) -> any Directory {
    let full = path + "/" + name
    try requireAlive(full)
    if create { try disk.make(name, in: folder, path: full) }
    try enter(.openDirectory, full)
    return VirtualDirectory(
      try disk.folder(name, in: folder, path: full), path: full, disk: disk)
  }

  /// Opens the file `name`.
  ///
  /// - Throws: `.missing`, `.unsafeFile` for a directory, `.io(errno: EEXIST)` for `.create`.
  package func open(_ name: String, _ mode: OpenMode) throws(StorageError) -> any File {
    if case .create = mode { return file(name, try create(name), isWritable: true) }
    try enter(.open, name)
    guard let inode = try inode(name) else { throw .missing(path: name) }
    if case .read = mode { return file(name, inode, isWritable: false) }
    return file(name, inode, isWritable: true)
  }

  /// Gives the file `name` a new name, replacing a file that has it.
  ///
  /// - Throws: `.missing`.
  package func rename(_ name: String, to newName: String) throws(StorageError) {
    try enter(.rename, name)
    guard let node = folder.cached[name] else { throw .missing(path: name) }
    if name != newName { folder.change(.rename(from: name, to: newName, node)) }
  }

  /// Removes the file `name`.
  ///
  /// - Throws: `.missing`, `.io(errno: EISDIR)` for a directory.
  package func remove(_ name: String) throws(StorageError) {
    try enter(.remove, name)
    switch folder.cached[name] {
    case .file: folder.change(.unlink(name))
    case .folder: throw .io(call: "unlink", file: name, errno: KernelError.isADirectory)
    case nil: throw .missing(path: name)
    }
  }

  /// Makes every name change so far durable, unless a fault says otherwise.
  package func sync() throws(StorageError) {
    try disk.sync(folder, path: path, life: life)
  }

  /// Takes the lock kept in the file `name`, which is made if it is missing.
  ///
  /// - Throws: `.busy` when a handle that is still alive holds it.
  package func lock(_ name: String) throws(StorageError) -> any DirectoryLock {
    try requireAlive(name)
    let inode = try existingOrNew(name)
    try enter(.lock, name)
    if inode.lockedIn == life || inode.sharers(in: life) > 0 { throw .busy(path: path) }
    return VirtualDirectoryLock(inode, life: life)
  }

  /// Takes the lock kept in the existing file `name` beside others who only read.
  ///
  /// - Throws: `.busy` when an owner that is still alive holds it, `.missing`.
  package func lockShared(_ name: String) throws(StorageError) -> any DirectoryLock {
    try requireAlive(name)
    guard let inode = try inode(name) else { throw .missing(path: name) }
    try enter(.lock, name)
    if inode.lockedIn == life { throw .busy(path: path) }
    return VirtualSharedLock(inode, life: life)
  }

  private func existingOrNew(_ name: String) throws(StorageError) -> VirtualInode {
    if let inode = try inode(name) { return inode }
    return try create(name)
  }

  private func create(_ name: String) throws(StorageError) -> VirtualInode {
    try enter(.create, name)
    guard folder.cached[name] == nil else {
      throw .io(call: "open", file: name, errno: KernelError.exists)
    }
    let inode = VirtualInode()
    folder.change(.link(name, .file(inode)))
    return inode
  }

  private func inode(_ name: String) throws(StorageError) -> VirtualInode? {
    switch folder.cached[name] {
    case .file(let inode): return inode
    case .folder: throw .unsafeFile(file: name)
    case nil: return nil
    }
  }

  private func file(_ name: String, _ inode: VirtualInode, isWritable: Bool) -> VirtualFile {
    VirtualFile(inode, name: name, isWritable: isWritable, disk: disk)
  }

  private func enter(_ kind: StorageCallKind, _ file: String) throws(StorageError) {
    try disk.enter(StorageCall(kind: kind, file: file), life: life)
  }

  /// A dead handle must fail before it looks at, or changes, anything.
  private func requireAlive(_ file: String) throws(StorageError) {
    guard life == disk.life else {
      throw .io(call: "open", file: file, errno: KernelError.inputOutput)
    }
  }
}
