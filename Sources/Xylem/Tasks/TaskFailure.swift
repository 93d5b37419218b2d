/// Why there is no output to wait for.
public enum TaskFailure: Error, Hashable, Sendable {
  /// The task is a dead letter; `message` is what was kept of the last error.
  case dead(DeathReason, message: String)
  /// The task was cancelled.
  case cancelled
  /// No worker took the task before its expiry.
  case expired
  /// The task ended earlier, or is not this store's, and nothing of it is kept.
  ///
  /// Cancelled and expired tasks, and completed ones without a kept result, look like this to
  /// whoever asks only after their end.
  case notKept
}
