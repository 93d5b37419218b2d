#if Peers
  /// beanstalkd with its log.
  final class BeanstalkdPeer: Peer {
    let name = "beanstalkd"
    let guarantee = "-f0; its log is synced after every write, before the answer"
    private let server: ServerProcess
    private let socket: String

    var processes: [Int32] { server.family }

    init(_ directory: String) throws {
      let socket = "\(directory)/socket"
      self.socket = socket
      let command = [
        try Executable.needed("beanstalkd"), "-l", "unix:\(socket)", "-b", directory, "-f0",
      ]
      server = try ServerProcess(command, in: directory) { _ = try SocketStream(socket) }
    }

    func client() throws -> any PeerClient { BeanstalkdClient(try SocketStream(socket)) }

    func stop() { server.stop() }
  }
#endif
