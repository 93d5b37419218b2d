/// A task that was given up, kept until it is replayed or discarded.
public struct DeadLetter: Hashable, Sendable {
  /// Its identity.
  public let id: TaskID
  /// What it is called.
  public let name: TaskName
  /// The queue it was in.
  public let queue: QueueName
  /// Why it was given up.
  public let reason: DeathReason
  /// What was kept of the last error, at most ``Limits/messageBytesMax`` bytes.
  public let message: String
  /// The payload as stored, which is JSON; `nil` when its bytes are damaged.
  public let payload: [UInt8]?
  /// How often its handler has failed.
  public let attempts: Int
}
