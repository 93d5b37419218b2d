import XylemCore

/// Who may enter the pipeline, at which time, and what each caller waits for.
extension Engine {
  /// Runs `body` under the lock with an open batch of the present time, then queues the waiter.
  func enter<Value>(
    _ durability: Durability, _ waiter: Waiter, _ body: () throws(StoreError) -> Value
  ) -> Result<Value, StoreError> {
    lock.lock()
    do throws(StoreError) {
      try checkOpen()
      beginBatch()
      let before = open.frames.nextSequence
      let value = try body()
      let isDone = settle(waiter, durability, hasRecords: open.frames.nextSequence > before, value)
      wakeCommitter()
      lock.unlock()
      if isDone { waiter.release(nil) }
      return .success(value)
    } catch {
      wakeCommitter()
      lock.unlock()
      waiter.release(error)
      return .failure(error)
    }
  }

  func checkOpen() throws(StoreError) {
    if let failure { throw failure }
    if isClosing { throw .closed }
  }

  /// Gives an empty batch its time and does what is due by then.
  func beginBatch() {
    guard open.frames.isEmpty else { return }
    open.time = clock.read()
    tick()
  }

  /// Queues the waiter with the commit that covers what its caller was told; `true` when nothing
  /// needs to be waited for.
  private func settle<Value>(
    _ waiter: Waiter, _ durability: Durability, hasRecords: Bool, _ value: Value
  ) -> Bool {
    if case .leased(let tasks)? = value as? Outcome {
      // A lease is in the page cache before its handler starts; its tasks must be synced before.
      if tasks.isEmpty { return true }
      return queue(waiter, durability: tasks.contains { isUnsynced($0) } ? .synced : .written)
    }
    if !hasRecords, isSettled { return true }
    return queue(waiter, durability: hasRecords ? durability : .synced)
  }

  private func queue(_ waiter: Waiter, durability: Durability) -> Bool {
    switch durability {
    case .synced: open.synced.append(waiter)
    case .written: open.written.append(waiter)
    }
    return false
  }

  /// Whether the task was added in the open batch, so that no commit covers it yet.
  private func isUnsynced(_ task: LeasedTask) -> Bool {
    guard let first = open.frames.frames.first?.position else { return false }
    return (task.location.segment, task.location.offset) >= (first.segment, first.offset)
  }

  /// Whether everything applied is synced.
  private var isSettled: Bool {
    open.frames.isEmpty && !isCommitting && syncedThrough + 1 == open.frames.nextSequence
  }

  private func wakeCommitter() {
    if isCommitterIdle, !open.isEmpty { commitWanted.signal() }
  }

  /// Looks at the state; the answer may be believed once `waiter` was released without a failure.
  package func inspect<Value>(
    waiter: Waiter, _ body: (borrowing TaskStateMachine) -> Value
  ) -> Result<Value, StoreError> {
    enter(.synced, waiter) { () throws(StoreError) in body(self.state) }
  }
}
