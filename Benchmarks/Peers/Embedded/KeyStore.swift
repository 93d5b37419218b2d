#if Peers
  /// An ordered store of keys that this program links, with a key for each task's payload and
  /// another one while somebody has the task.
  protocol KeyStore: AnyObject, Sendable {
    /// Makes all of `changes` in one transaction, durable when it returns if it `isSynced`.
    func write(_ changes: [KeyChange], isSynced: Bool) throws

    /// The payload of a task that is there.
    func payload(of task: UInt64) throws -> [UInt8]

    /// Removes every key.
    func clear() throws
  }
#endif
