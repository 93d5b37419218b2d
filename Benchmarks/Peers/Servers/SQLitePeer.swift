#if Peers
  import Foundation

  /// SQLite as queue libraries use it: one transaction for each call, one at a time.
  final class SQLitePeer: Peer, PeerClient {
    let name = "sqlite"
    let guarantee =
      "WAL, synchronous=FULL, a transaction a call; the log is synced before it returns"
    private let connection: SQLiteConnection

    var processes: [Int32] { [ProcessInfo.processInfo.processIdentifier] }

    init(_ directory: String) throws {
      connection = try SQLiteConnection("\(directory)/tasks.sqlite")
    }

    func client() -> any PeerClient { self }

    func stop() {}

    func enqueue(_ payload: [UInt8]) throws { try connection.add([payload]) }

    func enqueue(batch: [[UInt8]]) throws { try connection.add(batch) }

    func takeAndComplete(_ count: Int) throws -> Int { try connection.takeAndComplete(count) }

    func clear() throws { try connection.clear() }
  }
#endif
