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
