#if Peers
  extension PeerClients {
    /// Clients that enqueue.
    static func producers(
      _ peer: any Peer, _ count: Int, tasksPerCall: Int, payloadBytes: Int
    ) throws -> PeerClients {
      let payload = [UInt8](repeating: 0x58, count: payloadBytes)
      let batch = [[UInt8]](repeating: payload, count: tasksPerCall)
      return try PeerClients(peer: peer, clients: count, tasksPerCall: tasksPerCall) { client in
        if batch.count == 1 {
          try client.enqueue(payload)
        } else {
          try client.enqueue(batch: batch)
        }
      }
    }

    /// Clients that each enqueue a task, then take one and complete it.
    static func cycle(
      _ peer: any Peer, _ count: Int, payloadBytes: Int
    ) throws -> PeerClients {
      let payload = [UInt8](repeating: 0x58, count: payloadBytes)
      return try PeerClients(peer: peer, clients: count) { client in
        try client.enqueue(payload)
        // As many tasks wait as clients want one, but the others' rows may be locked or unseen.
        while try client.takeAndComplete(1) == 0 {}
      }
    }
  }
#endif
