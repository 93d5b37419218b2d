/// Whoever calls an engine's loops, so that what was submitted is committed.
package protocol EngineDriver: AnyObject, Sendable {
  /// Ends the loops once everything open is committed. Commands given meanwhile are refused.
  ///
  /// Blocks; called once, on a thread that may.
  func stop()
}
