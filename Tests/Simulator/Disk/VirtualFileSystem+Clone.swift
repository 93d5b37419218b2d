extension VirtualFileSystem {
  /// A copy of the disk with its cache, faults and counters, but without handles and locks.
  ///
  /// File contents are shared until one side writes, so a copy costs little.
  package func clone() -> VirtualFileSystem {
    var copies = Copies()
    let copy = VirtualFileSystem(root: copies.copy(root))
    copy.faults = faults
    copy.counters = counters
    copy.isStopped = isStopped
    return copy
  }

  /// Copies every node once: the same file may be known to the medium and the cache by two names.
  private struct Copies {
    private var files: [ObjectIdentifier: VirtualInode] = [:]
    private var folders: [ObjectIdentifier: VirtualFolder] = [:]

    mutating func copy(_ folder: VirtualFolder) -> VirtualFolder {
      if let made = folders[ObjectIdentifier(folder)] { return made }
      let made = VirtualFolder(
        durable: copy(folder.durable), cached: copy(folder.cached),
        pending: folder.pending.map { copy($0) })
      folders[ObjectIdentifier(folder)] = made
      return made
    }

    private mutating func copy(_ names: [String: VirtualNode]) -> [String: VirtualNode] {
      names.mapValues { copy($0) }
    }

    private mutating func copy(_ operation: NameOperation) -> NameOperation {
      switch operation {
      case .link(let name, let node): .link(name, copy(node))
      case .rename(let from, let to, let node): .rename(from: from, to: to, copy(node))
      case .unlink: operation
      }
    }

    private mutating func copy(_ node: VirtualNode) -> VirtualNode {
      switch node {
      case .folder(let folder): return .folder(copy(folder))
      case .file(let inode):
        let made = files[ObjectIdentifier(inode)] ?? VirtualInode(copying: inode)
        files[ObjectIdentifier(inode)] = made
        return .file(made)
      }
    }
  }
}
