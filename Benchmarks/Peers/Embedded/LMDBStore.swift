#if Peers
  import CLMDB

  /// LMDB with two tables. It has one writer at a time and syncs at every commit.
  final class LMDBStore: KeyStore, @unchecked Sendable {
    // Unchecked because the library locks; the handles do not change.
    private var environment: OpaquePointer?
    private var payloads: MDB_dbi = 0
    private var leases: MDB_dbi = 0

    init(_ directory: String) throws {
      try check(mdb_env_create(&environment))
      try check(mdb_env_set_maxdbs(environment, 2))
      try check(mdb_env_set_maxreaders(environment, 1024))
      // Addresses, not bytes of the disk: the file grows as it is filled.
      try check(mdb_env_set_mapsize(environment, 16 << 30))
      try check(mdb_env_open(environment, directory, UInt32(MDB_NOTLS), 0o600))
      try transaction { transaction in
        let flags = UInt32(MDB_CREATE | MDB_INTEGERKEY)
        try check(mdb_dbi_open(transaction, "payloads", flags, &payloads))
        try check(mdb_dbi_open(transaction, "leases", flags, &leases))
      }
    }

    deinit { mdb_env_close(environment) }

    /// Always synced: the library knows nothing else that survives a power cut.
    func write(_ changes: [KeyChange], isSynced: Bool) throws {
      try transaction { transaction in
        for change in changes { try make(change, in: transaction) }
      }
    }

    func payload(of task: UInt64) throws -> [UInt8] {
      var transaction: OpaquePointer?
      try check(mdb_txn_begin(environment, nil, UInt32(MDB_RDONLY), &transaction))
      defer { mdb_txn_abort(transaction) }
      return try withKey(task) { key in
        var value = MDB_val()
        try check(mdb_get(transaction, payloads, &key, &value))
        return Array(UnsafeRawBufferPointer(start: value.mv_data, count: value.mv_size))
      }
    }

    func clear() throws {
      try transaction { transaction in
        for table in [payloads, leases] { try check(mdb_drop(transaction, table, 0)) }
      }
    }

    private func make(_ change: KeyChange, in transaction: OpaquePointer?) throws {
      switch change {
      case .add(let task, let payload): try put(payload, task, payloads, transaction)
      case .lease(let task): try put([1], task, leases, transaction)
      case .complete(let task):
        try withKey(task) { key in
          for table in [payloads, leases] { try check(mdb_del(transaction, table, &key, nil)) }
        }
      }
    }

    private func put(
      _ bytes: [UInt8], _ task: UInt64, _ table: MDB_dbi, _ transaction: OpaquePointer?
    ) throws {
      try withKey(task) { key in
        try bytes.withUnsafeBytes { memory in
          let start = UnsafeMutableRawPointer(mutating: memory.baseAddress)
          var value = MDB_val(mv_size: memory.count, mv_data: start)
          try check(mdb_put(transaction, table, &key, &value, 0))
        }
      }
    }

    private func withKey<Value>(
      _ task: UInt64, _ body: (inout MDB_val) throws -> Value
    ) throws -> Value {
      var number = task
      return try withUnsafeMutableBytes(of: &number) { memory in
        var key = MDB_val(mv_size: memory.count, mv_data: memory.baseAddress)
        return try body(&key)
      }
    }

    private func transaction(_ body: (OpaquePointer?) throws -> Void) throws {
      var transaction: OpaquePointer?
      try check(mdb_txn_begin(environment, nil, 0, &transaction))
      do { try body(transaction) } catch {
        mdb_txn_abort(transaction)
        throw error
      }
      try check(mdb_txn_commit(transaction))
    }

    private func check(_ code: Int32) throws {
      if code != 0 { throw BenchmarkFailure("lmdb: \(String(cString: mdb_strerror(code)))") }
    }
  }
#endif
