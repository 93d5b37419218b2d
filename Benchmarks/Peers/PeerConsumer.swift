#if Peers
  /// A peer, with one client that takes and completes many tasks at a time.
  final class PeerConsumer: Contender {
    let engine: String
    let inFlight: Int
    private let client: any PeerClient
    private let payload: [UInt8]
    private var stock = TaskStock()

    init(peer: any Peer, inFlight: Int, payloadBytes: Int) throws {
      engine = peer.name
      client = try peer.client()
      self.inFlight = inFlight
      payload = [UInt8](repeating: 0x58, count: payloadBytes)
    }

    func prepare() throws {
      try client.clear()
      let batch = [[UInt8]](repeating: payload, count: 1000)
      for _ in 0..<(stock.wanted + 999) / 1000 { try client.enqueue(batch: batch) }
    }

    /// Ends early when the stock is used up; the time is that of the work.
    func turn(seconds: Double) async throws -> Turn {
      let turn = try await Turn.repeating(for: seconds) { try client.takeAndComplete(inFlight) }
      stock.learn(turn, wishedSeconds: seconds)
      return turn
    }
  }
#endif
