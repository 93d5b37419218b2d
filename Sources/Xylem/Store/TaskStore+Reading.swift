import XylemStorage

extension TaskStore {
  /// Reads what leased tasks carry. One whose bytes are damaged becomes a dead letter and is left
  /// out.
  func read(_ tasks: [LeasedTask]) async throws(StoreError) -> [Delivery] {
    let (deliveries, unreadable) = try await blocking.run { [engine] in
      var deliveries: [Delivery] = []
      var unreadable: [Command] = []
      for task in tasks {
        do throws(StoreError) { deliveries.append(try engine.deliver(task)) } catch {
          var failure = Command.Failure(message: "\(error)")
          failure.isUnreadable = true
          unreadable.append(.fail(engine.tokenWithoutRecord(task), failure))
        }
      }
      return (deliveries, unreadable)
    }
    if !unreadable.isEmpty {
      _ = try await settled { engine.submitEach(unreadable, durability: .synced, waiter: $0) }
    }
    return deliveries
  }
}
