/// Where the callers of an engine or a store run.
enum CallerPlace: String {
  /// On Swift's pool.
  case pool = "xylem"
  /// On the committing thread, between its commits.
  case committer = "xylem-executor"

  /// What the results call the engine whose callers run here.
  var engine: String { rawValue }

  /// The one of `executor` that they prefer, if any.
  func preference(_ executor: (any TaskExecutor)?) -> (any TaskExecutor)? {
    self == .committer ? executor : nil
  }
}
