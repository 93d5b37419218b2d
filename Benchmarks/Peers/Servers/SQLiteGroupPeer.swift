#if Peers
  import Foundation

  /// SQLite with a thread that gathers whatever waits into one transaction.
  final class SQLiteGroupPeer: Peer, PeerClient, @unchecked Sendable {
    // Unchecked because the condition guards the variables.
    let name = "sqlite-group"
    let guarantee =
      "WAL, synchronous=FULL, a transaction for all that wait; the log is synced before it returns"
    private let connection: SQLiteConnection
    private let condition = NSCondition()
    private var waiting: [[UInt8]] = []
    /// The number of the transaction that is being gathered.
    private var gathering = 1
    /// The number of the last transaction that is durable.
    private var committed = 0
    private var failure: (any Error)?
    private var isStopping = false

    var processes: [Int32] { [ProcessInfo.processInfo.processIdentifier] }

    init(_ directory: String) throws {
      connection = try SQLiteConnection("\(directory)/tasks.sqlite")
      Thread.detachNewThread { [self] in
        while let payloads = gathered() { commit(payloads) }
      }
    }

    func client() -> any PeerClient { self }

    func stop() {
      condition.withLock {
        isStopping = true
        condition.broadcast()
      }
    }

    func enqueue(_ payload: [UInt8]) throws { try enqueue(batch: [payload]) }

    func enqueue(batch: [[UInt8]]) throws {
      try condition.withLock {
        waiting += batch
        let mine = gathering
        condition.broadcast()
        while committed < mine, failure == nil { condition.wait() }
        if let failure { throw failure }
      }
    }

    func takeAndComplete(_ count: Int) throws -> Int { try connection.takeAndComplete(count) }

    func clear() throws { try connection.clear() }

    /// Waits for something to commit; `nil` when there will be no more.
    private func gathered() -> [[UInt8]]? {
      condition.withLock {
        while waiting.isEmpty, !isStopping { condition.wait() }
        guard !waiting.isEmpty else { return nil }
        gathering += 1
        defer { waiting = [] }
        return waiting
      }
    }

    private func commit(_ payloads: [[UInt8]]) {
      let result = Result { try connection.add(payloads) }
      condition.withLock {
        committed += 1
        if case .failure(let error) = result { failure = error }
        condition.broadcast()
      }
    }
  }
#endif
