#if Peers
  /// Redis with an append-only file, as a list of tasks.
  final class RedisPeer: Peer {
    let name = "redis"
    let guarantee =
      "appendonly, appendfsync=always; the file is synced before the answer"
    private let server: ServerProcess
    private let socket: String

    var processes: [Int32] { server.family }

    init(_ directory: String) throws {
      let socket = "\(directory)/socket"
      self.socket = socket
      let command = [
        try Executable.needed("redis-server"), "--port", "0", "--unixsocket", socket, "--dir",
        directory, "--save", "", "--appendonly", "yes", "--appendfsync", "always", "--daemonize",
        "no",
      ]
      server = try ServerProcess(command, in: directory) { _ = try SocketStream(socket) }
    }

    func client() throws -> any PeerClient { RedisClient(try SocketStream(socket)) }

    func stop() { server.stop() }
  }
#endif
