#if Peers
  import CSQLite
  import Foundation

  /// A database with a table of tasks: write-ahead log, synced at every commit.
  final class SQLiteConnection: @unchecked Sendable {
    // Unchecked because the lock guards the database.
    private let lock = NSLock()
    private var database: OpaquePointer?
    private var insertion: OpaquePointer?

    init(_ path: String) throws {
      try check(sqlite3_open(path, &database))
      try execute("PRAGMA journal_mode = WAL")
      try execute("PRAGMA synchronous = FULL")
      try execute(
        "CREATE TABLE tasks (id INTEGER PRIMARY KEY, taken INTEGER NOT NULL DEFAULT 0, "
          + "payload BLOB NOT NULL)")
      try execute("CREATE INDEX ready ON tasks (id) WHERE taken = 0")
      try execute("CREATE INDEX held ON tasks (id) WHERE taken = 1")
      try check(
        sqlite3_prepare_v2(
          database, "INSERT INTO tasks (payload) VALUES (?)", -1, &insertion, nil))
    }

    deinit {
      sqlite3_finalize(insertion)
      sqlite3_close(database)
    }

    /// Adds all of `payloads` in one transaction.
    func add(_ payloads: [[UInt8]]) throws {
      try lock.withLock {
        if payloads.count > 1 { try execute("BEGIN IMMEDIATE") }
        for payload in payloads { try insert(payload) }
        if payloads.count > 1 { try execute("COMMIT") }
      }
    }

    /// Marks tasks as taken in one transaction, and deletes them in a second one.
    func takeAndComplete(_ count: Int) throws -> Int {
      try lock.withLock {
        try execute(
          "UPDATE tasks SET taken = 1 WHERE id IN "
            + "(SELECT id FROM tasks WHERE taken = 0 ORDER BY id LIMIT \(count))")
        let taken = Int(sqlite3_changes(database))
        if taken > 0 { try execute("DELETE FROM tasks WHERE taken = 1") }
        return taken
      }
    }

    func clear() throws { try lock.withLock { try execute("DELETE FROM tasks") } }

    private func insert(_ payload: [UInt8]) throws {
      let count = Int32(payload.count)
      try payload.withUnsafeBytes { bytes in
        // Bound without a copy, because the statement ends before the bytes do.
        try check(sqlite3_bind_blob(insertion, 1, bytes.baseAddress, count, nil))
        guard sqlite3_step(insertion) == SQLITE_DONE else { throw failure() }
      }
      try check(sqlite3_reset(insertion))
    }

    private func execute(_ text: String) throws {
      try check(sqlite3_exec(database, text, nil, nil, nil))
    }

    private func check(_ code: Int32) throws {
      if code != SQLITE_OK { throw failure() }
    }

    private func failure() -> BenchmarkFailure {
      BenchmarkFailure("sqlite: \(String(cString: sqlite3_errmsg(database)))")
    }
  }
#endif
