import XylemCore

/// What happens beside the commits: checkpoints, retirement of segments, preparation of new ones.
extension Engine {
  /// Prepared segments that only work which frees space may use.
  static let reservedSegments = 2

  private static let logBytesPerRow: UInt64 = 16

  /// Prepared segments ahead of the log. Under the lock.
  var spareCount: Int {
    max(0, Int(segmentDirectory.preparedThrough) - Int(pipeline.open.frames.tail.segment))
  }

  /// The first segment that new work may not begin: none, or the reserve of a full disk.
  var newWorkEnd: UInt32 {
    guard isDiskFull else { return .max }
    return UInt32(max(0, Int(segmentDirectory.preparedThrough) - Self.reservedSegments))
  }

  /// Before the log goes on in another segment, the reserve behind it is prepared, or the disk is
  /// known to be full. So callers that are faster than the maintenance are refused in time, and do
  /// not use up what only work that frees space may use. Called by whoever commits.
  func secureReserve() {
    while let number = lock.withLock({ missingReserve() }) {
      do throws(StorageError) {
        try segmentDirectory.prepareIfMissing(number)
      } catch .full {
        lock.withLock { isDiskFull = true }
      } catch {
        return fail("\(StoreError(error))", releasing: [])
      }
    }
  }

  /// The next segment to prepare for the reserve, if the open batch leaves the present segment and
  /// the disk is not known to be full. Under the lock.
  private func missingReserve() -> UInt32? {
    guard failure == nil, !isDiskFull, pipeline.open.frames.tail.segment > writer.segment.number,
      spareCount < min(Self.reservedSegments, options.spareSegments)
    else { return nil }
    return segmentDirectory.preparedThrough + 1
  }

  /// Asks for a checkpoint at the next commit, which is made even if there is nothing else to do.
  package func requestCheckpoint() {
    lock.withLock {
      wantsCheckpoint = true
      commitWanted.signal()
    }
  }

  /// Under the lock: asks for a checkpoint when enough was logged since the last one.
  ///
  /// A checkpoint costs time for each row, so it is earned by bytes of log for each row: what is
  /// logged pays for it at a constant rate, and replay takes no longer than loading does.
  func requestCheckpointIfDue() {
    let least = options.checkpointLogBytes ?? UInt64(identity.segmentBytes)
    let threshold = max(least, Self.logBytesPerRow * UInt64(pipeline.state.taskCount))
    if replayedBytes + writer.bytesWritten - loggedAtCheckpoint > threshold {
      wantsCheckpoint = true
    }
  }

  /// Whether a checkpoint is wanted and the one before is finished. Under the lock.
  var canCapture: Bool { wantsCheckpoint && captured == nil && !isMaintaining }

  /// Freezes the state at the end of the batch that is about to be committed. Under the lock, where
  /// it takes as long as naming the pages; they are written later, while the state goes on.
  func captureCheckpoint() {
    let tail = committing.frames.tail
    let sequence = committing.frames.nextSequence - 1
    let state = pipeline.state.freeze()
    let header = CheckpointHeader(
      store: identity.id, number: nextCheckpoint, epoch: pipeline.state.epoch,
      lastSequence: sequence,
      time: clock.last, tail: tail, chain: Checksum(value: 0),
      leaseCounter: pipeline.state.leaseCounter,
      chunkCount: ImageWriter(of: state, sequence: sequence).chunkCount, hasLimits: state.hasLimits)
    captured = CapturedCheckpoint(header: header, state: state, usage: pipeline.state.usage)
    if !isPlanted(.checkpointUnsyncedBatch) { committing.needsSync = true }
    wantsCheckpoint = false
    nextCheckpoint += 1
    loggedAtCheckpoint = replayedBytes + writer.bytesWritten
  }

  /// Does what there is to do: writes a captured checkpoint, retires segments, empties mostly dead
  /// ones, prepares spares.
  ///
  /// A full disk is remembered, not thrown; any other failure of the medium poisons the engine.
  /// After a failure, here or in a commit, nothing is done.
  package func maintain() {
    guard lock.withLock({ failure == nil }) else { return }
    do throws(StoreError) {
      if let capture = takeCapture() {
        try store(capture)
      } else {
        lock.withLock { isCheckpointRefused = false }
      }
      try retireSegments()
      lock.withLock { requestCheckpointForSpace() }
      try compact()
      try prepareSpares()
    } catch {
      fail("\(error)", releasing: [])
    }
  }

  /// Whether `maintain()` has something to do. Under the lock.
  var needsMaintenance: Bool {
    captured?.isCovered == true || (spareCount < options.spareSegments && !isDiskFull) || canCompact
      || isFirstCheckpointWanted
  }

  private func takeCapture() -> CapturedCheckpoint? {
    lock.withLock {
      guard captured?.isCovered == true else { return nil }
      isMaintaining = true
      return captured.take()
    }
  }

  private func store(_ capture: consuming CapturedCheckpoint) throws(StoreError) {
    defer {
      lock.withLock {
        pipeline.state.thaw()
        isMaintaining = false
        commitWanted.signal()
      }
    }
    do throws(StoreError) {
      let stored = try writeMakingRoom(capture)
      let kept = lock.withLock {
        checkpoints = Array(([stored] + checkpoints).prefix(2))
        logStatistics.checkpoints += 1
        return checkpoints.map(\.number)
      }
      do { try checkpointDirectory.removeAll(except: kept) } catch { throw StoreError(error) }
    } catch .full {
      // The log stays as long as it must; a later checkpoint tries again once space is freed.
      lock.withLock { (isDiskFull, isCheckpointRefused) = (true, true) }
    }
  }

  /// A full disk must not keep a checkpoint from being written, because only checkpoints let
  /// segments go: one prepared segment is given up for it.
  private func writeMakingRoom(
    _ capture: borrowing CapturedCheckpoint
  ) throws(StoreError) -> StoredCheckpoint {
    do throws(StoreError) {
      return try checkpointDirectory.write(capture)
    } catch .full {
      guard try giveUpSpareSegment() else { throw .full(file: "checkpoints") }
      return try checkpointDirectory.write(capture)
    }
  }

  /// Gives up the last prepared segment but one; `false` when there is none.
  func giveUpSpareSegment() throws(StoreError) -> Bool {
    do throws(StorageError) {
      // Under the lock, so that no batch grows into the segment meanwhile.
      return try segmentDirectory.giveUpLastPrepared {
        lock.withLock { spareCount > 1 ? segmentDirectory.takeLastPrepared() : nil }
      }
    } catch { throw StoreError(error) }
  }

  private func prepareSpares() throws(StoreError) {
    while lock.withLock({ spareCount }) < options.spareSegments {
      do throws(StorageError) {
        try segmentDirectory.prepareNext()
      } catch .full {
        return lock.withLock { isDiskFull = true }
      } catch {
        throw StoreError(error)
      }
    }
    lock.withLock { (isDiskFull, isColdFull) = (false, false) }
  }
}
