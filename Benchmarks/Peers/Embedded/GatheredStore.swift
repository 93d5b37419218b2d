#if Peers
  /// A store of keys that puts what waits into one transaction.
  final class GatheredStore: KeyStore {
    private let store: any KeyStore
    private let group: GroupCommit<[KeyChange], Bool>

    init(_ store: any KeyStore) {
      self.store = store
      group = GroupCommit { changes in
        try store.write(changes.flatMap { $0 }, isSynced: true)
        return changes.map { _ in true }
      }
    }

    func write(_ changes: [KeyChange], isSynced: Bool) throws { _ = try group.run(changes) }

    func payload(of task: UInt64) throws -> [UInt8] { try store.payload(of: task) }

    func clear() throws { try store.clear() }
  }
#endif
