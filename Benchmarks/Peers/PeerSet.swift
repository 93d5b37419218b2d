#if Peers
  /// The peers that can be measured here, and the names of those that cannot.
  ///
  /// They are started when first wanted, in the run's scratch directory, and stopped with it.
  final class PeerSet: @unchecked Sendable {
    // Unchecked because the peers are started by the one task that runs the workloads; servers can
    // be stopped from elsewhere.
    private let directory: String
    private let options: BenchmarkOptions
    private var roster: PeerRoster?

    init(in scratch: ScratchDirectory, _ options: BenchmarkOptions) {
      directory = scratch.child("peers")
      self.options = options
    }

    /// For each peer, clients that enqueue.
    func producers(
      _ producers: Int, tasksPerCall: Int, payloadBytes: Int
    ) throws -> [any Contender] {
      try started().peers.map {
        try PeerClients.producers(
          $0, producers, tasksPerCall: tasksPerCall, payloadBytes: payloadBytes)
      }
    }

    /// For each peer, clients that enqueue a task, take one and complete it.
    func cycles(_ clients: Int, payloadBytes: Int) throws -> [any Contender] {
      try started().peers.map {
        try PeerClients.cycle($0, clients, payloadBytes: payloadBytes)
      }
    }

    /// For each peer, a client that takes and completes tasks.
    func consumers(inFlight: Int, payloadBytes: Int) throws -> [any Contender] {
      try started().peers.map {
        try PeerConsumer(peer: $0, inFlight: inFlight, payloadBytes: payloadBytes)
      }
    }

    /// What each peer guarantees and how often it syncs, and which peers are missing: lines to
    /// read, with a JSON object each.
    func report() throws -> [(text: String, json: String?)] {
      guard let roster else { return [] }
      options.progress.show("peers: counting syncs")
      return try roster.report()
    }

    /// Ends every server.
    func stop() { roster?.stop() }

    private func started() throws -> PeerRoster {
      if let roster { return roster }
      let roster = PeerRoster(directory)
      self.roster = roster
      try roster.start(options)
      return roster
    }
  }
#else
  /// No peers, because the trait `Peers` is off.
  struct PeerSet: Sendable {
    init(in scratch: ScratchDirectory, _ options: BenchmarkOptions) {}

    func producers(
      _ producers: Int, tasksPerCall: Int, payloadBytes: Int
    ) throws -> [any Contender] { [] }

    func cycles(_ clients: Int, payloadBytes: Int) throws -> [any Contender] { [] }

    func consumers(inFlight: Int, payloadBytes: Int) throws -> [any Contender] { [] }

    func report() throws -> [(text: String, json: String?)] {
      [("peers: none was built; swift run --traits Peers -c release benchmark measures them", nil)]
    }

    func stop() {}
  }
#endif
