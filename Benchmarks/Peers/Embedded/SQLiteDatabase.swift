#if Peers
  import CSQLite

  /// A connection. One thread at a time uses it and its statements.
  final class SQLiteDatabase {
    private var handle: OpaquePointer?

    init(_ path: String) throws { try check(sqlite3_open(path, &handle)) }

    deinit { sqlite3_close_v2(handle) }

    func execute(_ text: String) throws { try check(sqlite3_exec(handle, text, nil, nil, nil)) }

    func prepare(_ text: String) throws -> SQLiteStatement {
      var statement: OpaquePointer?
      try check(sqlite3_prepare_v2(handle, text, -1, &statement, nil))
      return SQLiteStatement(statement, of: self)
    }

    /// Throws what the database says, unless `code` is the `expected` one.
    func check(_ code: Int32, expected: Int32 = SQLITE_OK) throws {
      if code == expected { return }
      throw BenchmarkFailure("sqlite: \(String(cString: sqlite3_errmsg(handle)))")
    }
  }
#endif
