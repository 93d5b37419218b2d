#if Peers
  /// A connection to a peer. One thread at a time uses it.
  protocol PeerClient: AnyObject, Sendable {
    /// Adds a task; durable when it returns.
    func enqueue(_ payload: [UInt8]) throws

    /// Adds many tasks in the peer's cheapest way; all are durable when it returns.
    func enqueue(batch: [[UInt8]]) throws

    /// Takes at most `count` tasks as a worker does, then completes them; durable when it returns.
    /// How many there were.
    func takeAndComplete(_ count: Int) throws -> Int

    /// Drops every task, however the peer does that fastest.
    func clear() throws
  }

  extension PeerClient {
    func enqueue(_ payload: [UInt8]) throws { try enqueue(batch: [payload]) }
  }
#endif
