/// A directory of the virtual disk: the names on the medium, the names everybody sees, and the
/// changes in between.
final class VirtualFolder {
  /// The names a power cut leaves for certain.
  private(set) var durable: [String: VirtualNode]
  /// The names everybody sees.
  private(set) var cached: [String: VirtualNode]
  /// The changes not yet synced, oldest first.
  private(set) var pending: [NameOperation]

  init(
    durable: [String: VirtualNode] = [:], cached: [String: VirtualNode] = [:],
    pending: [NameOperation] = []
  ) {
    self.durable = durable
    self.cached = cached
    self.pending = pending
  }

  func change(_ operation: NameOperation) {
    operation.apply(to: &cached)
    pending.append(operation)
  }

  /// Makes the changes durable.
  func sync() {
    settle(pending.map { _ in true })
  }

  /// As with file data, the worst case: the changes are still seen, and no later sync writes them.
  func failSync() {
    pending.removeAll(keepingCapacity: true)
  }

  /// Changes the medium at once, past the cache. With nil the name goes away.
  func plant(_ name: String, _ node: VirtualNode?) {
    durable[name] = node
    cached[name] = node
  }

  /// Cuts the power here and below. Names are walked in order, for a dictionary has none.
  func crash(_ draw: inout CrashDraw) {
    if !pending.isEmpty { settle(draw.keptNames(of: pending.count)) }
    cached = durable
    for (_, node) in durable.sorted(by: { $0.key < $1.key }) {
      switch node {
      case .file(let inode): inode.crash(&draw)
      case .folder(let folder): folder.crash(&draw)
      }
    }
  }

  private func settle(_ isKept: [Bool]) {
    for (operation, isKept) in zip(pending, isKept) where isKept {
      operation.apply(to: &durable)
    }
    pending.removeAll(keepingCapacity: true)
  }
}
