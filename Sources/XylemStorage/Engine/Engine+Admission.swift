import XylemCore

/// What a caller must wait for before it may believe its answer.
enum Coverage {
  /// The commit that holds its records.
  case records(Durability)
  /// The commit of everything the answer was read from, if that is still under way.
  case everythingSeen
  /// Nothing: the answer tells of no task.
  case nothing
}

/// Who may enter the pipeline, at which time, and what each caller waits for.
extension Engine {
  /// Runs `body` under the lock with an open batch of the present time, then queues the waiter.
  ///
  /// One who may block and finds the committing thread asleep commits before this returns.
  func enter<Value>(
    _ waiter: Waiter, mayCommit: Bool = false, _ body: () throws(StoreError) -> (Value, Coverage)
  ) -> Result<Value, StoreError> {
    lock.lock()
    do throws(StoreError) {
      try checkOpen()
      beginBatch()
      if isDiskFull || pipeline.bounds.segmentEnd != .max {
        pipeline.bounds.segmentEnd = newWorkEnd
      }
      let (value, coverage) = try body()
      let isCovered = queue(waiter, coverage)
      let hasSeat = mayCommit && !pipeline.open.isEmpty && seat.take()
      if hasSeat { lock.unlock() } else { unlockAndWake() }
      if isCovered { waiter.release(nil) }
      if hasSeat { commitFromSeat() }
      return .success(value)
    } catch {
      unlockAndWake()
      waiter.release(error)
      return .failure(error)
    }
  }

  /// Gives the lock back, and wakes the committing thread if it sleeps though there is a batch.
  ///
  /// Once for each sleep, and without the lock, which is the first thing it takes.
  private func unlockAndWake() {
    let mustWake = !pipeline.open.isEmpty && seat.call()
    lock.unlock()
    if mustWake { commitWanted.signal() }
  }

  func checkOpen() throws(StoreError) {
    if let failure { throw failure }
    if isClosing { throw .closed }
  }

  /// Gives an empty batch its time and does what is due by then.
  func beginBatch() {
    guard pipeline.open.frames.isEmpty else { return }
    pipeline.open.time = clock.read()
    pipeline.tick()
  }

  /// Queues the waiter with the commit that covers its answer; `true` when there is none to wait
  /// for.
  private func queue(_ waiter: Waiter, _ coverage: Coverage) -> Bool {
    if case .none = waiter { return true }
    switch coverage {
    case .nothing: return true
    case .everythingSeen where isSettled || isPlanted(.answerBeforeCommit): return true
    case .records(.written): pipeline.open.written.append(waiter)
    case .records(.synced), .everythingSeen: pipeline.open.synced.append(waiter)
    }
    return false
  }

  /// A lease is in the page cache before its handler starts. Its tasks must be synced before, so
  /// it waits for the sync when one of them was added in this very batch.
  func coverage(ofLease tasks: [LeasedTask]) -> Coverage {
    if tasks.isEmpty { return .nothing }
    if isPlanted(.leaseUnsyncedTasks) { return .records(.written) }
    guard let first = pipeline.open.frames.frames.first?.position else { return .records(.written) }
    let hasUnsynced = tasks.contains {
      !$0.location.isCold
        && LogPosition(segment: $0.location.segment, offset: $0.location.offset) >= first
    }
    return .records(hasUnsynced ? .synced : .written)
  }

  /// Whether everything applied is synced.
  private var isSettled: Bool {
    pipeline.open.frames.isEmpty && !isCommitting
      && syncedThrough + 1 == pipeline.open.frames.nextSequence
  }

  /// Releases `waiter` once the open batch has room for new work, which others may fill again.
  package func waitForRoom(_ waiter: Waiter) {
    _ = enter(waiter) { () throws(StoreError) in
      let isFull = self.pipeline.open.frames.bytes.count >= self.options.batchBytesMax
      return ((), isFull ? .records(.written) : .nothing)
    }
  }

  /// Looks at the state; the answer may be believed once `waiter` was released without a failure.
  package func inspect<Value>(
    waiter: Waiter, _ body: (borrowing TaskStateMachine) -> Value
  ) -> Result<Value, StoreError> {
    enter(waiter) { () throws(StoreError) in (body(self.pipeline.state), .everythingSeen) }
  }
}
