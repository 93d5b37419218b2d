import XylemCore

/// What a ``TestStore`` did while it drained.
public struct DrainReport: Hashable, Sendable {
  /// How often a handler ran.
  public internal(set) var runs = 0
  /// Tasks whose handler succeeded.
  public internal(set) var completed = 0
  /// Failures after which a task is to be tried again.
  public internal(set) var retried = 0
  /// Tasks that became dead letters.
  public internal(set) var died = 0
  /// How often the process was killed.
  public internal(set) var kills = 0

  /// What happened from `before` to `after`, without the runs and kills.
  init(from before: Counters, to after: Counters) {
    completed = Int(after.completed - before.completed)
    retried = Int(after.retried - before.retried)
    died = Int(after.died - before.died)
  }
}
