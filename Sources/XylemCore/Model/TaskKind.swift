/// What tasks of one kind have in common; stored once and named by a number in each task.
///
/// An object, because every command that adds a task carries its kind: copying one pointer is
/// cheap, and equal pointers need no look at the names.
package final class TaskKind: Sendable {
  /// Selects the handler.
  package let name: TaskName
  /// What happens after a failure.
  package let retry: RetryPolicy
  /// Deliveries after which a task that never reached an outcome is taken for one that kills its
  /// process. 1 to 50,000.
  package let deliveryLimit: UInt32
  /// How long the result is kept after completion, in milliseconds; 0 keeps none.
  package let retentionMilliseconds: UInt64

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

extension TaskKind: Hashable {
  package static func == (left: TaskKind, right: TaskKind) -> Bool {
    left === right
      || left.name == right.name && left.retry == right.retry
        && left.deliveryLimit == right.deliveryLimit
        && left.retentionMilliseconds == right.retentionMilliseconds
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(retry)
    hasher.combine(deliveryLimit)
    hasher.combine(retentionMilliseconds)
  }
}
