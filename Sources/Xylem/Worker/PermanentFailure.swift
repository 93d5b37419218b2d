/// Thrown by a handler when trying again is useless: the task becomes a dead letter at once.
public struct PermanentFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is kept with the dead letter; cut at ``Limits/messageBytesMax``.
  public let message: String

  /// A failure for the reason that `message` gives.
  public init(_ message: String) {
    self.message = message
  }

  /// The message.
  public var description: String { message }
}
