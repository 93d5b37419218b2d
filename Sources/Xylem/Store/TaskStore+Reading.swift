import XylemStorage

extension TaskStore {
  /// How long a task is given back whose bytes could not be read just now, in milliseconds.
  private static let rereadMilliseconds: UInt64 = 1_000

  /// Reads what leased tasks carry. One whose bytes are damaged becomes a dead letter; one that the
  /// system would not read now, for lack of descriptors perhaps, is given back. Both are left out.
  func read(_ tasks: [LeasedTask]) async throws(StoreError) -> [Delivery] {
    // Two changes of threads less. What was added lately is in the page cache.
    if let deliveries = engine.deliverCached(tasks) { return deliveries }
    let (deliveries, unreadable) = try await blocking.run { [engine] in
      var deliveries: [Delivery] = []
      var unreadable: [Command] = []
      deliveries.reserveCapacity(tasks.count)
      for (task, delivery) in zip(tasks, engine.deliver(tasks)) {
        switch delivery {
        case .success(let delivery): deliveries.append(delivery)
        case .failure(let error):
          unreadable.append(Self.answer(to: error, engine.tokenWithoutRecord(task)))
        }
      }
      return (deliveries, unreadable)
    }
    if !unreadable.isEmpty {
      _ = try await settled { engine.submitEach(unreadable, durability: .synced, waiter: $0) }
    }
    return deliveries
  }

  private static func answer(to error: StoreError, _ token: LeaseToken) -> Command {
    guard case .corrupt = error else {
      return .release(token, delayMilliseconds: rereadMilliseconds)
    }
    var failure = Command.Failure(message: "\(error)")
    failure.isUnreadable = true
    return .fail(token, failure)
  }
}
