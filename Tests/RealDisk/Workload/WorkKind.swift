import XylemCore

/// The kinds of tasks that the workload adds.
enum WorkKind {
  /// Failures after which a task is a dead letter.
  static let attempts = 2
  private static let hour: UInt64 = 3_600_000

  /// Leaves nothing behind when it is completed.
  static let plain = TaskKind(
    name: "plain", retry: .fixed(.zero, attempts: attempts), deliveryLimit: 50_000,
    retentionMilliseconds: 0)
  /// Leaves its result behind.
  static let kept = TaskKind(
    name: "kept", retry: .fixed(.zero, attempts: attempts), deliveryLimit: 50_000,
    retentionMilliseconds: 24 * hour)

  /// The command that carries out a step which adds a task.
  static func enqueue(_ step: Step, to queue: QueueName) -> Command.Enqueue {
    var task = Command.Enqueue(
      queue: queue, kind: step.verb == .addKept ? kept : plain,
      payload: Payload.bytes(of: step.key, size: step.size))
    if step.verb == .addDelayed { task.delayMilliseconds = 24 * hour }
    if step.verb == .addUnique { task.uniqueKey = step.key }
    return task
  }
}
