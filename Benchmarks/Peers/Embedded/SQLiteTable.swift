#if Peers
  import CSQLite
  import Foundation

  /// A database with a table of tasks: write-ahead log, synced at every commit.
  final class SQLiteTable: @unchecked Sendable {
    // Unchecked because the lock guards the database.
    private let lock = NSLock()
    private let database: SQLiteDatabase
    private let insertion: SQLiteStatement
    private let taking: SQLiteStatement
    private let completion: SQLiteStatement

    init(_ path: String) throws {
      database = try SQLiteDatabase(path)
      try database.execute("PRAGMA journal_mode = WAL")
      try database.execute("PRAGMA synchronous = FULL")
      try database.execute(
        "CREATE TABLE tasks (id INTEGER PRIMARY KEY, taken INTEGER NOT NULL DEFAULT 0, "
          + "payload BLOB NOT NULL)")
      try database.execute("CREATE INDEX ready ON tasks (id) WHERE taken = 0")
      insertion = try database.prepare("INSERT INTO tasks (payload) VALUES (?)")
      taking = try database.prepare(
        "UPDATE tasks SET taken = 1 WHERE id IN "
          + "(SELECT id FROM tasks WHERE taken = 0 ORDER BY id LIMIT ?) RETURNING id, payload")
      completion = try database.prepare("DELETE FROM tasks WHERE id = ?")
    }

    /// Makes all of `changes` in one transaction; for each the tasks that it took.
    func run(_ changes: [TableChange]) throws -> [[Int64]] {
      try lock.withLock {
        try database.execute("BEGIN IMMEDIATE")
        do {
          let answers = try changes.map(run)
          try database.execute("COMMIT")
          return answers
        } catch {
          try? database.execute("ROLLBACK")
          throw error
        }
      }
    }

    private func run(_ change: TableChange) throws -> [Int64] {
      switch change {
      case .add(let payloads): for payload in payloads { try insertion.run(payload) }
      case .take(let count): return try taking.run(Int64(count))
      case .complete(let tasks): for task in tasks { _ = try completion.run(task) }
      case .clear: try database.execute("DELETE FROM tasks")
      }
      return []
    }
  }
#endif
