/// Where a task stands.
public enum TaskStatus: UInt8, Sendable, Hashable {
  /// Waiting for a worker.
  case ready = 1
  /// Waiting for its time: delayed, or between two attempts.
  case delayed = 2
  /// With a worker.
  case leased = 3
  /// Completed; its result is still kept.
  case done = 4
  /// Given up; kept as a dead letter until it is replayed or discarded.
  case dead = 5
}

/// Why a task became a dead letter.
public enum DeathReason: UInt8, Sendable, Hashable {
  /// Its handler failed as often as the retry policy allows.
  case attemptsExhausted = 1
  /// Its handler said that trying again is useless.
  case permanentFailure = 2
  /// It was delivered too often without reaching an outcome; it probably kills its process.
  case deliveriesExhausted = 3
  /// Its bytes on disk are damaged.
  case unreadable = 4
}
