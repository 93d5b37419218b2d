extension VirtualFileSystem {
  /// All files as readers see them, in the order of their paths.
  package func files() -> [(path: String, bytes: [UInt8])] {
    var found: [(path: String, bytes: [UInt8])] = []
    forEachFile { path, inode in found.append((path, inode.cached)) }
    return found
  }

  /// The bytes of all files together.
  package var totalBytes: Int {
    Self.bytes(in: root)
  }

  /// The number of unsynced sectors in all files, for deciding whether to try every subset.
  package var unsyncedSectors: Int {
    var count = 0
    forEachFile { _, inode in count += inode.pending.reduce(0) { $0 + $1.pieces() } }
    return count
  }

  /// The number of unsynced name changes in all directories.
  package var unsyncedNames: Int { Self.unsyncedNames(in: root) }

  /// Whether unsynced writes made some file longer, so that lost ones may leave a tail.
  package var hasUnsyncedGrowth: Bool {
    var grows = false
    forEachFile { _, inode in grows = grows || inode.growsUnsynced }
    return grows
  }

  /// What a reader sees of the file at `path`, or nil when there is none.
  package func contents(_ path: String) -> [UInt8]? {
    inode(path)?.cached
  }

  /// What the medium holds of the file at `path`, or nil when there is none.
  package func durableContents(_ path: String) -> [UInt8]? {
    inode(path)?.durable
  }

  /// Puts `bytes` on the medium as the file at `path`, which is made if it is missing. Its
  /// directory must exist.
  package func replace(_ path: String, with bytes: [UInt8]) {
    if let inode = inode(path) { return inode.replace(with: bytes) }
    guard let (folder, name) = place(of: path) else { preconditionFailure("no directory: \(path)") }
    folder.plant(name, .file(VirtualInode(bytes: bytes)))
  }

  /// Takes the file at `path` off the medium, as if it had never been.
  package func delete(_ path: String) {
    guard let (folder, name) = place(of: path) else { preconditionFailure("no directory: \(path)") }
    folder.plant(name, nil)
  }

  /// Flips bit `bit` (0 is the lowest bit of the first byte) of the file at `path`.
  package func flipBit(_ path: String, _ bit: Int) {
    guard let inode = inode(path) else { preconditionFailure("no such file: \(path)") }
    inode.flip(bit: bit)
  }

  /// The number of files with old records.
  var coldSegments: Int {
    var count = 0
    forEachFile { path, _ in count += path.contains("/segments/c") ? 1 : 0 }
    return count
  }

  func forEachFile(_ body: (String, VirtualInode) -> Void) {
    Self.walk(root, "", body)
  }

  func inode(_ path: String) -> VirtualInode? {
    guard let (folder, name) = place(of: path), case .file(let inode)? = folder.cached[name] else {
      return nil
    }
    return inode
  }

  private func place(of path: String) -> (VirtualFolder, String)? {
    let components = path.split(separator: "/").map(String.init)
    guard let name = components.last else { return nil }
    var folder = root
    for component in components.dropLast() {
      guard case .folder(let next)? = folder.cached[component] else { return nil }
      folder = next
    }
    return (folder, name)
  }

  private static func walk(
    _ folder: VirtualFolder, _ prefix: String, _ body: (String, VirtualInode) -> Void
  ) {
    for (name, node) in folder.cached.sorted(by: { $0.key < $1.key }) {
      switch node {
      case .file(let inode): body(prefix + name, inode)
      case .folder(let below): walk(below, prefix + name + "/", body)
      }
    }
  }

  private static func unsyncedNames(in folder: VirtualFolder) -> Int {
    folder.cached.values.reduce(folder.pending.count) { sum, node in
      if case .folder(let below) = node { sum + unsyncedNames(in: below) } else { sum }
    }
  }

  private static func bytes(in folder: VirtualFolder) -> Int {
    folder.cached.values.reduce(0) { sum, node in
      switch node {
      case .file(let inode): sum + inode.cached.count
      case .folder(let below): sum + bytes(in: below)
      }
    }
  }
}
