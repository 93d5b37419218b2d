#if Peers
  import Foundation
  import XylemStorage

  /// A peer, with threads that enqueue and wait, each with a connection of its own.
  final class PeerProducers: Contender {
    let engine: String
    private let clients: [any PeerClient]
    private let tasksPerCall: Int
    private let payload: [UInt8]

    var inFlight: Int { clients.count * tasksPerCall }

    init(peer: any Peer, producers: Int, tasksPerCall: Int, payloadBytes: Int) throws {
      engine = peer.name
      clients = try (0..<producers).map { _ in try peer.client() }
      self.tasksPerCall = tasksPerCall
      payload = [UInt8](repeating: 0x58, count: payloadBytes)
    }

    func prepare() throws { try clients.first?.clear() }

    func turn(seconds: Double) throws -> Turn {
      let start = SystemTimeSource.nanoseconds()
      let end = start + UInt64(seconds * 1e9)
      let threads = ClientThreads()
      for client in clients {
        threads.start { [payload, tasksPerCall] in
          try Self.produce(client, payload, tasksPerCall, until: end)
        }
      }
      let latencies = try threads.wait()
      let elapsed = Double(SystemTimeSource.nanoseconds() - start) / 1e9
      return Turn(
        seconds: elapsed, operations: Int(latencies.count) * tasksPerCall, latencies: latencies,
        syncs: nil)
    }

    /// The nanoseconds of each call.
    private static func produce(
      _ client: any PeerClient, _ payload: [UInt8], _ tasksPerCall: Int, until end: UInt64
    ) throws -> [UInt64] {
      let batch = [[UInt8]](repeating: payload, count: tasksPerCall)
      var latencies: [UInt64] = []
      while true {
        let start = SystemTimeSource.nanoseconds()
        guard start < end else { return latencies }
        if tasksPerCall == 1 {
          try client.enqueue(payload)
        } else {
          try client.enqueue(batch: batch)
        }
        latencies.append(SystemTimeSource.nanoseconds() - start)
      }
    }
  }
#endif
