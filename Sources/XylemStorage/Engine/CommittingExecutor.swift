import CPosix
import XylemCore

/// Runs Swift tasks on the committing thread, between its commits.
///
/// What the tasks submit is in the next commit, and those whom a commit releases go on without
/// waking another thread. Nobody commits while a job runs, so no job may block. Once the thread has
/// ended, because the engine was closed or has failed, jobs go to Swift's pool instead: none is
/// lost.
package final class CommittingExecutor: TaskExecutor, @unchecked Sendable {
  // Unchecked because each variable says who uses it.

  /// How long jobs that bring about new jobs may keep a commit waiting, in nanoseconds.
  static let turnNanoseconds: UInt64 = 1_000_000

  private let lock = Lock()
  /// Jobs that came from other threads. Under the lock.
  private var arrived: [UnownedJob] = []
  /// Whom to wake; `nil` once the thread has ended. Under the lock.
  private var engine: Engine?
  /// Jobs to run next. Used only by the thread.
  @exclusivity(unchecked) private var ready: [UnownedJob] = []
  /// Jobs being run. Used only by the thread.
  private var running: [UnownedJob] = []

  init(_ engine: Engine) {
    self.engine = engine
  }

  /// Takes a job of a task or an actor.
  package func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    if isCurrent {
      ready.append(job)
    } else if !append(job) {
      globalConcurrentExecutor.enqueue(job)
    }
  }

  /// Whether the calling thread is the committing one.
  package var isCurrent: Bool { xylem_thread_mark() == Unmanaged.passUnretained(self).toOpaque() }

  /// `false` when the thread has ended.
  private func append(_ job: UnownedJob) -> Bool {
    lock.lock()
    let engine = self.engine
    if engine != nil { arrived.append(job) }
    let isFirst = arrived.count == 1
    lock.unlock()
    // Whoever came first wakes for all until the thread has looked.
    if isFirst { engine?.wakeCommitter() }
    return engine != nil
  }

  /// Whether a job came from elsewhere or is left over.
  var hasJobs: Bool { !ready.isEmpty || lock.withLock { !arrived.isEmpty } }

  /// From now on the calling thread is the one that runs jobs.
  func begin() { xylem_mark_thread(Unmanaged.passUnretained(self).toOpaque()) }

  /// Runs jobs until none is left; a commit is not kept waiting for those that come without end.
  func runJobs() {
    let start = SystemTimeSource.nanoseconds()
    repeat {
      takeArrived()
      guard !ready.isEmpty else { return }
      swap(&ready, &running)
      let executor = asUnownedTaskExecutor()
      for job in running { job.runSynchronously(on: executor) }
      running.removeAll(keepingCapacity: true)
    } while SystemTimeSource.nanoseconds() - start < Self.turnNanoseconds
  }

  private func takeArrived() {
    lock.withLock {
      if ready.isEmpty {
        swap(&ready, &arrived)
      } else if !arrived.isEmpty {
        ready += arrived
        arrived.removeAll(keepingCapacity: true)
      }
    }
  }

  /// The thread ends: what is left, and what is still to come, runs on Swift's pool.
  func retire() {
    xylem_mark_thread(nil)
    takeArrivedForGood()
    for job in ready { globalConcurrentExecutor.enqueue(job) }
    ready = []
  }

  private func takeArrivedForGood() {
    lock.withLock {
      engine = nil
      ready += arrived
      arrived = []
    }
  }
}
