#if Peers
  import CRocksDB

  /// RocksDB. It gathers writers that wait for a sync by itself.
  final class RocksDBStore: KeyStore, @unchecked Sendable {
    // Unchecked because the library locks; the handles do not change.
    private let database: OpaquePointer?
    private let synced = rocksdb_writeoptions_create()
    private let unsynced = rocksdb_writeoptions_create()
    private let reading = rocksdb_readoptions_create()

    init(_ directory: String) throws {
      let options = rocksdb_options_create()
      defer { rocksdb_options_destroy(options) }
      rocksdb_options_set_create_if_missing(options, 1)
      rocksdb_options_set_recycle_log_file_num(options, 4)
      rocksdb_writeoptions_set_sync(synced, 1)
      database = try Self.checked { rocksdb_open(options, directory, $0) }
    }

    deinit {
      rocksdb_close(database)
      rocksdb_writeoptions_destroy(synced)
      rocksdb_writeoptions_destroy(unsynced)
      rocksdb_readoptions_destroy(reading)
    }

    func write(_ changes: [KeyChange], isSynced: Bool) throws {
      try batch(isSynced: isSynced) { batch in
        for change in changes { Self.add(change, to: batch) }
      }
    }

    func payload(of task: UInt64) throws -> [UInt8] {
      var count = 0
      let key = Self.key(.payload, task)
      let memory = try Self.checked {
        rocksdb_get(database, reading, key, key.count, &count, $0)
      }
      defer { rocksdb_free(memory) }
      return Array(UnsafeRawBufferPointer(start: memory, count: memory == nil ? 0 : count))
    }

    func clear() throws {
      try batch(isSynced: true) { batch in
        for kind in [KeyKind.payload, .lease] {
          let (first, last) = (Self.key(kind, 0), Self.key(kind, .max))
          rocksdb_writebatch_delete_range(batch, first, first.count, last, last.count)
        }
      }
    }

    private func batch(isSynced: Bool, _ fill: (OpaquePointer?) -> Void) throws {
      let batch = rocksdb_writebatch_create()
      defer { rocksdb_writebatch_destroy(batch) }
      fill(batch)
      try Self.checked {
        rocksdb_write(database, isSynced ? synced : unsynced, batch, $0)
      }
    }

    private static func add(_ change: KeyChange, to batch: OpaquePointer?) {
      switch change {
      case .add(let task, let payload):
        let key = key(.payload, task)
        payload.withUnsafeBufferPointer { bytes in
          bytes.withMemoryRebound(to: CChar.self) {
            rocksdb_writebatch_put(batch, key, key.count, $0.baseAddress, $0.count)
          }
        }
      case .lease(let task):
        let key = key(.lease, task)
        rocksdb_writebatch_put(batch, key, key.count, "1", 1)
      case .complete(let task):
        for kind in [KeyKind.payload, .lease] {
          let key = key(kind, task)
          rocksdb_writebatch_delete(batch, key, key.count)
        }
      }
    }

    /// What a key is about; its first byte.
    private enum KeyKind: Int8 {
      case lease = 0x6C
      case payload = 0x70
    }

    /// Numbers from the highest byte on, so that keys are in their order.
    private static func key(_ kind: KeyKind, _ task: UInt64) -> [CChar] {
      [kind.rawValue]
        + withUnsafeBytes(of: task.bigEndian) { $0.map { CChar(bitPattern: $0) } }
    }

    private static func checked<Value>(
      _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Value
    ) throws -> Value {
      var message: UnsafeMutablePointer<CChar>?
      let value = body(&message)
      guard let message else { return value }
      defer { rocksdb_free(message) }
      throw BenchmarkFailure("rocksdb: \(String(cString: message))")
    }
  }
#endif
