#if Peers
  extension KeyPeer {
    /// LMDB, with a transaction for each call or one for all calls that wait.
    static func lmdb(_ directory: String, gathers: Bool) throws -> KeyPeer {
      let transactions = gathers ? "a transaction for all that wait" : "a transaction a call"
      let store = try LMDBStore(directory)
      return KeyPeer(
        gathers ? "lmdb-group" : "lmdb",
        "no MDB_NOSYNC, \(transactions), leases too; pages are synced and the meta page is "
          + "written through (a sync that is not counted) before it returns",
        gathers ? GatheredStore(store) : store)
    }

    /// RocksDB, which puts the writes of all threads that wait into one by itself.
    static func rocksdb(_ directory: String) throws -> KeyPeer {
      KeyPeer(
        "rocksdb",
        "WriteOptions.sync=true, leases without; its log is synced before it returns",
        try RocksDBStore(directory))
    }
  }
#endif
