/// What tasks of one kind have in common; stored once and named by a number in each task.
package struct TaskKind: Hashable, Sendable {
  /// Selects the handler.
  package var name: TaskName
  /// What happens after a failure.
  package var retry: RetryPolicy
  /// Deliveries after which a task that never reached an outcome is taken for one that kills its
  /// process. 1 to 50,000.
  package var deliveryLimit: UInt32
  /// How long the result is kept after completion, in milliseconds; 0 keeps none.
  package var retentionMilliseconds: UInt64

  /// Makes a kind of its fields; ``check()`` judges them.
  package init(
    name: TaskName, retry: RetryPolicy, deliveryLimit: UInt32, retentionMilliseconds: UInt64
  ) {
    self.name = name
    self.retry = retry
    self.deliveryLimit = deliveryLimit
    self.retentionMilliseconds = retentionMilliseconds
  }

  /// Refuses numbers that the format cannot hold.
  package func check() throws(Refusal) {
    try retry.check()
    guard (1...UInt32(Limits.deliveriesMax)).contains(deliveryLimit) else {
      throw .invalidOption("the delivery limit is 1 to \(Limits.deliveriesMax)")
    }
    guard retentionMilliseconds <= Limits.durationMillisecondsMax else {
      throw .invalidOption("a result is kept at most ten years")
    }
  }
}
