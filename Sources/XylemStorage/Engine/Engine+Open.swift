import XylemCore

extension Engine {
  /// Opens the store at `path`, making it when it is missing and may be made.
  ///
  /// When this returns, the directory is locked, the state is recovered and a new epoch is synced;
  /// leases of the process before are taken back. O(tasks + log since the last checkpoint).
  ///
  /// - Throws: `.busy`, `.missing`, `.unsafeDirectory`, `.foreignDirectory`, `.wrongIdentity`,
  ///   `.newerFormat` or `.corrupt` with not a byte changed; `.refused` for options out of range;
  ///   `.full`, `.io` or `.poisoned` when the medium refuses.
  package static func open(
    _ fileSystem: any FileSystem, _ path: String, _ options: EngineOptions,
    time: any TimeSource = SystemTimeSource(), entropy: any EntropySource = SystemEntropySource()
  ) throws(StoreError) -> Engine {
    let directory = try StoreDirectory.open(
      fileSystem, path, options, madeAt: time.wallMilliseconds(), entropy: entropy)
    do throws(StoreError) {
      let opened = try recover(directory, options, time, entropy)
      let engine = Engine(opened)
      try engine.beginEpoch()
      return engine
    } catch {
      directory.lock.release()
      throw error
    }
  }

  private static func recover(
    _ directory: StoreDirectory, _ options: EngineOptions, _ time: any TimeSource,
    _ entropy: any EntropySource
  ) throws(StoreError) -> OpenedStore {
    let identity = directory.identity
    let segments = SegmentDirectory(directory.segments, segmentBytes: identity.segmentBytes)
    let checkpoints = CheckpointDirectory(directory.checkpoints)
    var recovery = Recovery(store: identity.id, segments: segments, checkpoints: checkpoints)
    var state = TaskStateMachine(store: identity.id, time: 0)
    let replay = try recovery.run(&state)
    let leased = state.totals[.leased]
    let (segment, tail): (Segment, RecoveredTail)
    do throws(StorageError) {
      (segment, tail) = try settle(replay, segments, directory)
    } catch { throw StoreError(error) }
    var report = recovery.report
    report.isNewStore = directory.isNew
    report.lostLeases = leased
    var writer = LogWriter(
      store: identity.id, directory: segments, entropy: entropy, segment: segment, tail: tail)
    writer.epoch = state.epoch + 1
    let begun = recovery.begunSegments(through: segment.number)
    return OpenedStore(
      identity: identity, options: options, report: report, segmentDirectory: segments,
      checkpointDirectory: checkpoints, directoryLock: directory.lock, time: time, writer: writer,
      tail: tail, replayedBytes: replay.byteCount,
      checkpoints: recovery.loaded.map { [$0] } ?? [],
      nextCheckpoint: recovery.nextCheckpoint, segments: begun,
      coldSegments: try recovery.coldSegments(namedThrough: tail.lastSequence), state: state)
  }

  /// Makes what was recovered durable before anything is built on it.
  ///
  /// What the last process wrote, and no later frame calls synced, may be in the page cache only.
  private static func settle(
    _ replay: LogReplay, _ segments: SegmentDirectory, _ directory: StoreDirectory
  ) throws(StorageError) -> (Segment, RecoveredTail) {
    // The identity may have got its name from a process that died before syncing it.
    try directory.root.sync()
    // First, so that the sync of the frames before is also its own.
    try replay.tornTail?.erase()
    for frames in replay.unsynced { try frames.settle() }
    try segments.syncNames()
    try directory.checkpoints.sync()
    try segments.discardPrepared(after: replay.segment.number, isTrusted: replay.isClosed)
    return (replay.segment, replay.tail)
  }

  /// Raises the epoch and takes back the leases of the process before, durably.
  private func beginEpoch() throws(StoreError) {
    let leased = isPlanted(.keepLeasesOfLastEpoch) ? [] : look { $0.leasedTasks() }
    let durability: Durability = isPlanted(.forgetEpochSync) ? .written : .synced
    _ = try submit(.open, durability: durability, waiter: .none).get()
    // In parts that fit a frame of the smallest segments; a crash between them leaves leases that
    // the next opening takes back.
    for start in stride(from: 0, to: leased.count, by: 128) {
      let part = Array(leased[start..<min(start + 128, leased.count)])
      _ = try submit(.reclaim(part), durability: .synced, waiter: .none).get()
    }
    while commitOnce() {}
    if let failure = lock.withLock({ failure }) { throw failure }
  }

  /// Ends the epoch cleanly: the log is marked and a checkpoint is written. The threads must have
  /// been stopped. Commands are refused from the start, so none is taken in and then forgotten, and
  /// after a failure nothing is written. The lock of the directory is given up.
  package func close() {
    beginClosing()
    // A checkpoint still on its way would stand in for the one wanted here.
    maintain()
    lock.withLock { if failure == nil { beginBatch() } }
    requestCheckpoint()
    while commitOnce() {}
    maintain()
    // After the checkpoint, so that the next opening reads it and knows how this one ended.
    if endEpoch() {
      while commitOnce() {}
      lock.withLock { appendMark() }
      while commitOnce() {}
    }
    directoryLock.release()
  }

  /// Adds the record of a clean end, past the refusal of everybody else's; `false` after a failure.
  private func endEpoch() -> Bool {
    lock.withLock {
      guard failure == nil else { return false }
      beginBatch()
      return (try? pipeline.carryOut(.close, .synced)) != nil
    }
  }

  /// Gives the directory up without writing anything, as the death of the process would.
  package func abandon() {
    lock.withLock { isClosing = true }
    directoryLock.release()
  }
}
