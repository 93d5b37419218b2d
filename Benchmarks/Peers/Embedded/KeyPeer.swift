#if Peers
  import Foundation

  /// A queue as one would build it on a store of keys: numbers in order, and in memory the list of
  /// those that wait, so that no scan passes over what was removed.
  final class KeyPeer: Peer, PeerClient, @unchecked Sendable {
    // Unchecked because the lock guards the numbers; the store lets many threads in.
    let name: String
    let guarantee: String
    private let store: any KeyStore
    private let lock = NSLock()
    private var next: UInt64 = 1
    private var ready: ArraySlice<UInt64> = []

    var processes: [Int32] { Self.ownProcess }

    init(_ name: String, _ guarantee: String, _ store: any KeyStore) {
      self.name = name
      self.guarantee = guarantee
      self.store = store
    }

    func client() -> any PeerClient { self }

    func stop() {}

    func enqueue(batch: [[UInt8]]) throws {
      let numbers = lock.withLock {
        defer { next += UInt64(batch.count) }
        return next..<next + UInt64(batch.count)
      }
      try store.write(zip(numbers, batch).map { .add($0, $1) }, isSynced: true)
      lock.withLock { ready += numbers }
    }

    func takeAndComplete(_ count: Int) throws -> Int {
      let taken = lock.withLock {
        defer { ready = ready.dropFirst(count) }
        return ready.prefix(count)
      }
      guard !taken.isEmpty else { return 0 }
      try store.write(taken.map { .lease($0) }, isSynced: false)
      for task in taken where try store.payload(of: task).isEmpty {
        throw BenchmarkFailure("\(name) lost a task")
      }
      try store.write(taken.map { .complete($0) }, isSynced: true)
      return taken.count
    }

    func clear() throws {
      lock.withLock { ready = [] }
      try store.clear()
    }
  }
#endif
