#if Peers
  import XylemStorage

  /// A peer, with threads that each do the same again and again through a connection of their own.
  final class PeerClients: Contender {
    /// What one client does before it measures the time again.
    typealias Step = @Sendable (any PeerClient) throws -> Void

    let engine: String
    private let clients: [any PeerClient]
    private let tasksPerCall: Int
    private let step: Step

    var inFlight: Int { clients.count * tasksPerCall }

    init(peer: any Peer, clients: Int, tasksPerCall: Int = 1, _ step: @escaping Step) throws {
      engine = peer.name
      self.clients = try (0..<clients).map { _ in try peer.client() }
      self.tasksPerCall = tasksPerCall
      self.step = step
    }

    func prepare() throws { try clients.first?.clear() }

    func turn(seconds: Double) throws -> Turn {
      let start = SystemTimeSource.nanoseconds()
      let end = start + UInt64(seconds * 1e9)
      let threads = ClientThreads()
      for client in clients {
        threads.start { [step] in try Self.work(client, step, until: end) }
      }
      let latencies = try threads.wait()
      let elapsed = Double(SystemTimeSource.nanoseconds() - start) / 1e9
      return Turn(
        seconds: elapsed, operations: Int(latencies.count) * tasksPerCall, latencies: latencies,
        syncs: nil)
    }

    /// The nanoseconds of each step.
    private static func work(
      _ client: any PeerClient, _ step: Step, until end: UInt64
    ) throws -> [UInt64] {
      var latencies: [UInt64] = []
      while true {
        let start = SystemTimeSource.nanoseconds()
        guard start < end else { return latencies }
        try step(client)
        latencies.append(SystemTimeSource.nanoseconds() - start)
      }
    }
  }
#endif
