import XylemStorage

extension TaskStore {
  /// The dead letters of a queue, or of all queues one after the other; oldest first in each.
  ///
  /// - Parameters:
  ///   - queue: Where to look; one that nobody knows has none. `nil` looks everywhere.
  ///   - limit: The most to return.
  /// - Throws: `.closed`, or `.poisoned` after a failed write; `.corrupt` or `.io` when the record
  ///   of a death cannot be read.
  public func deadLetters(
    queue: QueueName? = nil, limit: Int = 100
  ) async throws(StoreError) -> [DeadLetter] {
    let found = try await inspect { state in
      let queues = queue.map { state.queues.number(of: $0).map { [$0] } ?? [] }
      var letters: [(task: TaskReference, snapshot: TaskStateMachine.Snapshot)] = []
      for number in queues ?? Array(0..<UInt32(state.queues.count)) where letters.count < limit {
        for task in state.deadLetters(of: number, limit: limit - letters.count) {
          if let snapshot = state.snapshot(of: task) { letters.append((task, snapshot)) }
        }
      }
      return letters
    }
    return try await read(found)
  }

  /// Makes a dead letter ready again, its failures and deliveries forgotten.
  ///
  /// Durable when this returns. Its unique key, if it had one, stays given up. O(1).
  ///
  /// - Throws: `.refused` with `.unknownTask` when there is no such task, or `.wrongStatus` when it
  ///   is no dead letter; `.closed`, or `.poisoned` after a failed write.
  public func replay(_ task: TaskID) async throws(StoreError) {
    _ = try await submit(.replay(task))
  }

  /// Drops a dead letter, or a kept result before its time.
  ///
  /// Durable when this returns. O(1).
  ///
  /// - Throws: `.refused` with `.unknownTask` when there is no such task, or `.wrongStatus` when it
  ///   has not ended; `.closed`, or `.poisoned` after a failed write.
  public func discard(_ task: TaskID) async throws(StoreError) {
    _ = try await submit(.discard(task))
  }
}
