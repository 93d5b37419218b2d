/// Whoever calls an engine's loops, so that what was submitted is committed.
package protocol EngineDriver: AnyObject, Sendable {
  /// Runs Swift tasks between the commits; `nil` when nothing of that kind is there.
  var executor: (any TaskExecutor)? { get }

  /// Ends the loops once everything open is committed. Commands given meanwhile are refused.
  ///
  /// Blocks; called once, on a thread that may.
  func stop()
}

extension EngineDriver {
  /// Nothing of that kind.
  package var executor: (any TaskExecutor)? { nil }
}
