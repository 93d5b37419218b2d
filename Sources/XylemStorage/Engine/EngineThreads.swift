import XylemCore

/// The two threads that drive an engine: one commits, one maintains. Both sleep until they are
/// signalled. The committing one also runs the jobs of its executor, and wakes when a timer is due
/// or the log has been quiet; the other one wakes now and then while the disk is full.
package final class EngineThreads: EngineDriver {
  private let engine: Engine
  private let committing: CommittingExecutor
  private let committer: WorkThread
  private let maintainer: WorkThread

  /// Starts both threads.
  package init(_ engine: Engine) throws(StorageError) {
    let executor = CommittingExecutor(engine)
    let committer = try WorkThread(name: "xylem-commit") { engine.runCommits(executor) }
    do throws(StorageError) {
      maintainer = try WorkThread(name: "xylem-maintain") { engine.runMaintenance() }
    } catch {
      engine.beginClosing()
      committer.join()
      throw error
    }
    self.engine = engine
    self.committing = executor
    self.committer = committer
  }

  /// Runs Swift tasks on the committing thread.
  package var executor: (any TaskExecutor)? { committing }

  /// Ends the threads once everything open is committed. Commands given meanwhile are refused.
  package func stop() {
    engine.beginClosing()
    committer.join()
    maintainer.join()
  }
}
