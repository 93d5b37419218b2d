#if Peers
  /// SQLite, as queue libraries use it: a transaction for each call, one at a time; or with one for
  /// all calls that wait.
  final class SQLitePeer: Peer, PeerClient {
    let name: String
    let guarantee: String
    private let run: @Sendable (TableChange) throws -> [Int64]

    var processes: [Int32] { Self.ownProcess }

    init(_ directory: String, gathers: Bool) throws {
      let table = try SQLiteTable("\(directory)/tasks.sqlite")
      name = gathers ? "sqlite-group" : "sqlite"
      let transactions = gathers ? "a transaction for all that wait" : "a transaction a call"
      guarantee =
        "WAL, synchronous=FULL, \(transactions); the log is synced before it returns, after "
        + "taking a task, too"
      if gathers {
        let group = GroupCommit(table.run)
        run = { try group.run($0) }
      } else {
        run = { try table.run([$0])[0] }
      }
    }

    func client() -> any PeerClient { self }

    func stop() {}

    func enqueue(batch: [[UInt8]]) throws { _ = try run(.add(batch)) }

    func takeAndComplete(_ count: Int) throws -> Int {
      let taken = try run(.take(count))
      if !taken.isEmpty { _ = try run(.complete(taken)) }
      return taken.count
    }

    func clear() throws { _ = try run(.clear) }
  }
#endif
