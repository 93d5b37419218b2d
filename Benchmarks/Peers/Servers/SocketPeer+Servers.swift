#if Peers
  extension SocketPeer {
    /// Redis with an append-only file, as a list of tasks.
    static func redis(_ directory: String) throws -> SocketPeer {
      try SocketPeer(
        "redis", guarantee: "appendonly, appendfsync=always; the file is synced before the answer",
        program: "redis-server", in: directory,
        arguments: {
          [
            "--port", "0", "--unixsocket", $0, "--dir", directory, "--save", "", "--appendonly",
            "yes", "--appendfsync", "always", "--daemonize", "no",
          ]
        }, client: RedisClient.init)
    }

    /// beanstalkd with its log.
    static func beanstalkd(_ directory: String) throws -> SocketPeer {
      try SocketPeer(
        "beanstalkd", guarantee: "-f0; its log is synced after every write, before the answer",
        program: "beanstalkd", in: directory,
        arguments: { ["-l", "unix:\($0)", "-b", directory, "-f0"] },
        client: BeanstalkdClient.init)
    }
  }
#endif
