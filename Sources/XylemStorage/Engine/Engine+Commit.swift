import XylemCore

/// commit → release: the second half of the pipeline, on the committing thread.
extension Engine {
  /// Commits the open batch, if there is anything to do; `false` when there was not.
  ///
  /// While it writes and syncs, the next batch fills; there is no timer and no added delay. A
  /// failed write or sync poisons the engine: everyone who waits is told, nothing is tried again.
  @discardableResult
  package func commitOnce() -> Bool {
    secureReserve()
    guard takeBatch() else { return false }
    do throws(StorageError) {
      try writer.write(&committing.frames, time: committing.time)
      release(&committing.written)
      if isPlanted(.acknowledgeBeforeSync) { release(&committing.synced) }
      if committing.needsSync || !committing.synced.isEmpty { try syncWritten() }
    } catch {
      fail("\(error)", releasing: takeCommittingWaiters())
      return true
    }
    finishCommit()
    return true
  }

  private func syncWritten() throws(StorageError) {
    guard writer.syncedThrough < writer.writtenThrough || !committing.frames.isEmpty else { return }
    try writer.sync()
  }

  /// Exchanges the batches, so that callers go on filling while this one is committed.
  private func takeBatch() -> Bool {
    lock.withLock {
      guard failure == nil || isPlanted(.commitAfterFailure),
        !pipeline.open.isEmpty || canCapture
      else { return false }
      pipeline.open.frames.closeFrame()
      swap(&pipeline.open, &committing)
      pipeline.bounds.committingBytes = committing.frames.memoryBytes()
      pipeline.open.reset(
        tail: committing.frames.tail, nextSequence: committing.frames.nextSequence)
      isCommitting = true
      if canCapture { captureCheckpoint() }
      return true
    }
  }

  /// Lets go of everything that the commit covers: effects first, so that whoever is released
  /// finds the world told.
  private func finishCommit() {
    let receiver = lock.withLock {
      isCommitting = false
      quietSince = clock.last
      syncedThrough = writer.syncedThrough
      noteProgress()
      return self.receiver
    }
    if !committing.effects.isEmpty { receiver?.receive(committing.effects) }
    release(&committing.synced)
  }

  private func release(_ waiters: inout [Waiter]) {
    for waiter in waiters { waiter.release(nil) }
    waiters.removeAll(keepingCapacity: true)
  }

  /// Updates what others read of the writer, under the lock.
  private func noteProgress() {
    let begun = writer.takeBegun()
    if !begun.isEmpty {
      segments += begun.map { ($0.number, $0.firstSequence) }
      maintenanceWanted.signal()
    }
    logStatistics.syncs = writer.syncCount
    logStatistics.bytesWritten = writer.bytesWritten
    logStatistics.commits += 1
    logStatistics.records = writer.writtenThrough - recoveredThrough
    if captured?.isCovered == false {
      captured?.cover(chain: writer.chain)
      maintenanceWanted.signal()
    }
    requestCheckpointIfDue()
  }

  /// Those of the batch that failed.
  private func takeCommittingWaiters() -> [Waiter] {
    defer {
      committing.written.removeAll()
      committing.synced.removeAll()
    }
    return committing.written + committing.synced
  }
}
