import XylemCore

/// The two threads that drive an engine: one commits, one maintains. Both sleep until they are
/// signalled. The committing one also wakes when a timer is due or the log has been quiet, the
/// other one now and then while the disk is full.
package final class EngineThreads: EngineDriver {
  private let engine: Engine
  private let committer: WorkThread
  private let maintainer: WorkThread

  /// Starts both threads.
  package init(_ engine: Engine) throws(StorageError) {
    self.engine = engine
    committer = try WorkThread(name: "xylem-commit") { engine.runCommits() }
    maintainer = try WorkThread(name: "xylem-maintain") { engine.runMaintenance() }
  }

  /// Ends the threads once everything open is committed. Commands given meanwhile are refused.
  package func stop() {
    engine.beginClosing()
    committer.join()
    maintainer.join()
  }
}
