#if Peers
  /// What is to be known of a peer besides its speed.
  struct PeerFacts {
    let name: String
    let guarantee: String
    /// Syncs a task; `nil` where they could not be counted.
    let enqueueAlone: Double?
    let enqueueTogether: Double?
    let cycleTogether: Double?

    /// Counts, in short runs of their own.
    init(of peer: any Peer) throws {
      func enqueue(_ clients: Int) throws -> Double? {
        let producers = try PeerClients.producers(
          peer, clients, tasksPerCall: 1, payloadBytes: 100)
        return try SyncCount.perTask(producers, of: peer)
      }
      name = peer.name
      guarantee = peer.guarantee
      enqueueAlone = try enqueue(1)
      enqueueTogether = try enqueue(64)
      cycleTogether = try SyncCount.perTask(
        PeerClients.cycle(peer, 64, payloadBytes: 100), of: peer)
    }

    /// A line to read.
    var text: String {
      func said(_ count: Double?) -> String { count.map { JSONLine.number($0, 3) } ?? "unknown" }
      return "\(name): \(guarantee); syncs a task: enqueued by one client "
        + "\(said(enqueueAlone)), by 64 \(said(enqueueTogether)), through the whole cycle with "
        + "64 \(said(cycleTogether))"
    }

    /// One JSON object.
    var json: String {
      JSONLine.object([
        ("peer", JSONLine.string(name)), ("guarantee", JSONLine.string(guarantee)),
        ("syncs_enqueue_1", JSONLine.number(enqueueAlone, 3)),
        ("syncs_enqueue_64", JSONLine.number(enqueueTogether, 3)),
        ("syncs_cycle_64", JSONLine.number(cycleTogether, 3)),
      ])
    }
  }
#endif
