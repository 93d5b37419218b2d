/// Thrown by a handler that knows when trying again makes sense.
///
/// It counts as a failure like any other, so the task dies with the last attempt of its policy;
/// only the wait is this one.
public struct RetryAfter: Error, Hashable, Sendable, CustomStringConvertible {
  /// How long to wait, rounded up to milliseconds, at most ten years.
  public let wait: Duration
  /// What is kept if this was the last attempt; cut at ``Limits/messageBytesMax``.
  public let message: String

  /// A failure to be followed by a retry after `wait`.
  public init(_ wait: Duration, _ message: String = "asked to be tried again later") {
    self.wait = wait
    self.message = message
  }

  /// The message.
  public var description: String { message }
}
