#if Peers
  import CSQLite

  /// A prepared statement with one parameter.
  final class SQLiteStatement {
    private let handle: OpaquePointer?
    private let database: SQLiteDatabase

    init(_ handle: OpaquePointer?, of database: SQLiteDatabase) {
      self.handle = handle
      self.database = database
    }

    deinit { sqlite3_finalize(handle) }

    /// Runs it with these bytes; it must return no row.
    func run(_ bytes: [UInt8]) throws {
      try bytes.withUnsafeBytes { memory in
        // Bound without a copy, because the statement ends before the bytes do.
        try database.check(
          sqlite3_bind_blob(handle, 1, memory.baseAddress, Int32(memory.count), nil))
        _ = try rows()
      }
    }

    /// Runs it with this number; the first column of each row.
    func run(_ number: Int64) throws -> [Int64] {
      try database.check(sqlite3_bind_int64(handle, 1, number))
      return try rows()
    }

    private func rows() throws -> [Int64] {
      defer { sqlite3_reset(handle) }
      var found: [Int64] = []
      while true {
        let code = sqlite3_step(handle)
        guard code == SQLITE_ROW else {
          try database.check(code, expected: SQLITE_DONE)
          return found
        }
        found.append(sqlite3_column_int64(handle, 0))
      }
    }
  }
#endif
