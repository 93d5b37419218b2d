#if Peers
  import XylemStorage

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
    func turn(seconds: Double) throws -> Turn {
      var latencies = LatencyHistogram()
      var operations = 0
      let start = SystemTimeSource.nanoseconds()
      var now = start
      while now < start + UInt64(seconds * 1e9) {
        let count = try client.takeAndComplete(inFlight)
        if count == 0 { break }
        operations += count
        let after = SystemTimeSource.nanoseconds()
        latencies.add(after - now)
        now = after
      }
      let turn = Turn(
        seconds: Double(now - start) / 1e9, operations: operations, latencies: latencies,
        syncs: nil)
      stock.learn(turn, wishedSeconds: seconds)
      return turn
    }
  }
#endif
