#if Peers
  /// The peers there are, by the names in the results.
  enum PeerKind: String, CaseIterable {
    case sqlite
    case sqliteGroup = "sqlite-group"
    case redis
    case beanstalkd
    case postgresql

    /// Starts it with its files in `directory`.
    ///
    /// - Throws: ``MissingPeer`` when what it needs is not on this machine.
    func start(in directory: String) throws -> any Peer {
      switch self {
      case .sqlite: try SQLitePeer(directory)
      case .sqliteGroup: try SQLiteGroupPeer(directory)
      case .redis: try RedisPeer(directory)
      case .beanstalkd: try BeanstalkdPeer(directory)
      case .postgresql: try PostgreSQLPeer(directory)
      }
    }
  }
#endif
