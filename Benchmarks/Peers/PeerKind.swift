#if Peers
  /// The peers there are, by the names in the results.
  enum PeerKind: String, CaseIterable {
    case sqlite
    case sqliteGroup = "sqlite-group"
    case lmdb
    case lmdbGroup = "lmdb-group"
    case rocksdb
    case redis
    case beanstalkd
    case postgresql

    /// Starts it with its files in `directory`.
    ///
    /// - Throws: ``MissingPeer`` when what it needs is not on this machine.
    func start(in directory: String) throws -> any Peer {
      switch self {
      case .sqlite: try SQLitePeer(directory, gathers: false)
      case .sqliteGroup: try SQLitePeer(directory, gathers: true)
      case .lmdb: try KeyPeer.lmdb(directory, gathers: false)
      case .lmdbGroup: try KeyPeer.lmdb(directory, gathers: true)
      case .rocksdb: try KeyPeer.rocksdb(directory)
      case .redis: try SocketPeer.redis(directory)
      case .beanstalkd: try SocketPeer.beanstalkd(directory)
      case .postgresql: try PostgreSQLPeer(directory)
      }
    }
  }
#endif
