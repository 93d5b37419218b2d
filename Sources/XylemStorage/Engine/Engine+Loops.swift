import XylemCore

/// What the threads of an engine do: work while there is some, and sleep.
extension Engine {
  /// How long the log is quiet before what is only written is synced, and before a frame says that
  /// the last ones are; in milliseconds.
  static let idleMilliseconds: UInt64 = 50

  /// From now on commands are refused with `.closed`.
  package func beginClosing() {
    lock.withLock {
      isClosing = true
      commitWanted.broadcast()
      maintenanceWanted.broadcast()
    }
  }

  /// Runs the jobs of `executor` and commits what they submit, by turns.
  func runCommits(_ executor: CommittingExecutor) {
    executor.begin()
    repeat {
      executor.runJobs()
      commitOnce()
    } while waitForWork(executor)
    executor.retire()
  }

  /// Sleeps until there is a batch to commit or a job to run; `false` when the engine has failed,
  /// or is closing and there is no batch.
  private func waitForWork(_ executor: CommittingExecutor) -> Bool {
    lock.withLock {
      while true {
        while seat.isTaken {
          seat.want()
          commitWanted.wait(lock)
        }
        switch committerStep {
        case .work: return true
        case .end: return false
        case .sleep(let milliseconds) where executor.hasJobs:
          // Jobs without end must not keep what is due waiting.
          if milliseconds == 0 { workOfQuietTime() }
          return true
        case .sleep(let milliseconds):
          seat.sleep(until: instant(after: milliseconds))
          let signalled = commitWanted.wait(lock, timeoutMilliseconds: milliseconds)
          seat.rise()
          if !signalled, !seat.isTaken { workOfQuietTime() }
        }
      }
    }
  }

  /// A job came: the committing thread sleeps no longer.
  func wakeCommitter() {
    if lock.withLock({ seat.call() }) { commitWanted.signal() }
  }

  /// What the committing thread does next: call ``commitOnce()``, sleep, or end.
  package func nextCommitterStep() -> LoopStep { lock.withLock { committerStep } }

  /// What the committing thread does once its sleep is over without a signal.
  package func endCommitterSleep() { lock.withLock { workOfQuietTime() } }

  /// Under the lock.
  var committerStep: LoopStep {
    if failure != nil { return .end }
    if !pipeline.open.isEmpty || canCapture { return .work }
    return isClosing ? .end : .sleep(milliseconds: sleepMilliseconds())
  }

  /// The end of a sleep, in milliseconds of the log's time. Under the lock.
  func instant(after milliseconds: UInt64?) -> UInt64 {
    milliseconds.map { $0.addingReportingOverflow(clock.read()) }
      .map { $0.overflow ? .max : $0.partialValue } ?? .max
  }

  /// Until the next timer, or until the log has been quiet long enough. Under the lock.
  private func sleepMilliseconds() -> UInt64? {
    let now = clock.read()
    let untilTimer = pipeline.state.nextDue.map { $0 > now ? $0 - now : 0 }
    guard needsMark else { return untilTimer }
    let markDue = quietSince + Self.idleMilliseconds
    return min(untilTimer ?? .max, markDue > now ? markDue - now : 0)
  }

  /// Does what the committing thread does after a quiet time, for whoever drives an engine without
  /// threads; a commit must follow.
  package func passQuietTime() {
    lock.withLock { workOfQuietTime() }
  }

  /// Nothing came for a while: does what is due, or marks the log. Under the lock.
  private func workOfQuietTime() {
    beginBatch()
    if pipeline.open.isEmpty, needsMark { appendMark() }
  }

  /// Whether the last records are not yet synced, or no frame in the log says that they are.
  var needsMark: Bool { writer.markedThrough + 1 < pipeline.open.frames.nextSequence }

  /// Appends an empty frame, whose header says how far the log is synced. It closes the window in
  /// which damage to the last frame looks like a torn tail.
  func appendMark() {
    pipeline.open.frames.beginFrame(bytesBound: 0)
    pipeline.open.needsSync = true
  }

  func runMaintenance() {
    while waitForMaintenance() { maintain() }
  }

  private func waitForMaintenance() -> Bool {
    lock.withLock {
      while case .sleep(let milliseconds) = maintainerStep {
        if !maintenanceWanted.wait(lock, timeoutMilliseconds: milliseconds) {
          return failure == nil
        }
      }
      return maintainerStep == .work
    }
  }

  /// What the maintenance thread does next: call ``maintain()``, sleep and then call it, or end.
  package func nextMaintainerStep() -> LoopStep { lock.withLock { maintainerStep } }

  /// Under the lock.
  private var maintainerStep: LoopStep {
    if failure != nil { return .end }
    if needsMaintenance { return .work }
    // A full disk is looked at again now and then, for space may be freed by others. Until some
    // is found it stays full, or every look would let new work eat into the reserve.
    return isClosing ? .end : .sleep(milliseconds: isDiskFull ? 1000 : nil)
  }
}
