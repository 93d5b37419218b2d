import XylemCore

extension Engine {
  /// Recounts every counter, list and timer of the state under the lock. O(tasks). No time passes
  /// and nothing is done that is due.
  ///
  /// - Throws: the first invariant found broken.
  package func checkInvariants() throws(InvariantViolation) {
    lock.lock()
    defer { lock.unlock() }
    try pipeline.state.checkInvariants()
  }
}
