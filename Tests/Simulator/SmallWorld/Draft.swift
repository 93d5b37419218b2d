import XylemCore

/// A task to be enqueued, told by what matters in a small world.
struct Draft: Sendable {
  var bytes = 100
  var queue = "a"
  var key: String?
  var delay: UInt64 = 0
  var expiry: UInt64?
  var priority: Priority = 4
  var attempts = 2
  var deliveries: UInt32 = 3
  var keeps: UInt64 = 0

  /// The command that enqueues it. Each length has bytes of its own.
  var command: Command {
    get throws(Violation) {
      let kind = TaskKind(
        name: "n", retry: .fixed(.milliseconds(3), attempts: attempts), deliveryLimit: deliveries,
        retentionMilliseconds: keeps)
      var task = Command.Enqueue(
        queue: try Self.name(queue), kind: kind,
        payload: (0..<bytes).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ bytes) })
      task.uniqueKey = key
      task.delayMilliseconds = delay
      task.expiryMilliseconds = expiry
      task.priority = priority
      return .enqueue(task)
    }
  }

  /// A queue's name.
  static func name(_ text: String) throws(Violation) -> QueueName {
    do throws(Refusal) { return try QueueName(text) } catch {
      throw Violation("model", "a small world names no queue \(text)")
    }
  }
}
