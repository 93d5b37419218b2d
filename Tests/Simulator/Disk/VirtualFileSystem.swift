import XylemStorage

/// A disk in memory that can do to the engine whatever a real one can, on command and by seed.
///
/// It keeps apart what is durable and what is only cached: bytes for each file, names for each
/// directory. ``crash(using:)`` decides what became of the difference.
package final class VirtualFileSystem: FileSystem, @unchecked Sendable {
  // Unchecked: a simulation runs on one thread at a time.

  /// What is wrong with the disk.
  package var faults = StorageFaults()
  /// The calls made so far.
  package internal(set) var counters = StorageCounters()
  /// Sees every call before it happens; it may set ``faults`` for that very call.
  package var onCall: ((StorageCall) -> Void)?
  /// Whether a ``StopPoint`` was reached: nothing works until a crash or a kill.
  package internal(set) var isStopped = false
  /// The write in whose middle a ``StopPoint`` stopped the machine.
  package internal(set) var torn: TornWrite?

  /// Whether files remember their last writes, so that one can be misplaced afterwards.
  package var remembersWrites = false
  /// The number of reads that gave back something wrong.
  package internal(set) var wrongReads = 0

  let root: VirtualFolder
  /// Counts crashes and kills. A handle of an earlier life is dead.
  var life = 0

  /// An empty, healthy disk.
  package convenience init() {
    self.init(root: VirtualFolder())
  }

  init(root: VirtualFolder) {
    self.root = root
  }

  /// Starts all counts at zero, and with them the numbers of fault rules and stop points.
  package func resetCounters() {
    counters = StorageCounters()
  }

  /// Opens the directory at `path`; with `create` its last component is made, and the parent is
  /// synced even when it was there.
  ///
  /// - Throws: as the POSIX one, but nothing here is unsafe.
  package func openDirectory(_ path: String, create: Bool) throws(StorageError) -> any Directory {
    let components = path.split(separator: "/").map(String.init)
    guard let leaf = components.last else {
      try enter(StorageCall(kind: .openDirectory, file: path), life: life)
      return VirtualDirectory(root, path: path, disk: self)
    }
    var parent = root
    for component in components.dropLast() {
      parent = try folder(component, in: parent, path: path)
    }
    if create { try make(leaf, in: parent, path: path) }
    try enter(StorageCall(kind: .openDirectory, file: path), life: life)
    let found = try folder(leaf, in: parent, path: path)
    if create {
      try sync(parent, path: components.dropLast().joined(separator: "/"), life: life)
    }
    return VirtualDirectory(found, path: path, disk: self)
  }

  func folder(
    _ name: String, in parent: VirtualFolder, path: String
  ) throws(StorageError) -> VirtualFolder {
    switch parent.cached[name] {
    case .folder(let folder): return folder
    case .file: throw .notADirectory(path: path)
    case nil: throw .missing(path: path)
    }
  }

  func make(_ name: String, in parent: VirtualFolder, path: String) throws(StorageError) {
    guard parent.cached[name] == nil else { return }
    try enter(StorageCall(kind: .makeDirectory, file: path), life: life)
    parent.change(.link(name, .folder(VirtualFolder())))
  }

  /// Makes the names of a directory durable, or fails or lies about it.
  func sync(_ folder: VirtualFolder, path: String, life: Int) throws(StorageError) {
    if let failure = attempt(StorageCall(kind: .directorySync, file: path), life: life) {
      if life == self.life, !isStopped { folder.failSync() }
      throw failure.error
    }
    if !faults.ignoreDirectorySync { folder.sync() }
  }
}
