#if Peers
  /// A server that this program started, on a Unix socket.
  final class SocketPeer: Peer {
    let name: String
    let guarantee: String
    private let server: ServerProcess
    private let socket: String
    private let speak: @Sendable (SocketStream) -> any PeerClient

    var processes: [Int32] { server.family }

    /// Starts `program` with its files in `directory`; `arguments` are told the socket.
    ///
    /// - Throws: ``MissingPeer`` when there is no such program, or when it does not start.
    init(
      _ name: String, guarantee: String, program: String, in directory: String,
      arguments: (_ socket: String) -> [String],
      client: @escaping @Sendable (SocketStream) -> any PeerClient
    ) throws {
      let socket = "\(directory)/socket"
      let command = [try Executable.needed(program)] + arguments(socket)
      server = try ServerProcess(command, in: directory) { _ = try SocketStream(socket) }
      self.name = name
      self.guarantee = guarantee
      self.socket = socket
      speak = client
    }

    func client() throws -> any PeerClient { speak(try SocketStream(socket)) }

    func stop() { server.stop() }
  }
#endif
