import XylemCore

/// The single owner of a store directory.
///
/// Commands come in on any thread; under one lock each is decided, encoded, appended to the open
/// batch and applied (`CommitPipeline.swift`). One committing thread takes the batch, writes and
/// syncs it, and releases what waited (`Engine+Commit.swift`). Checkpoints and the preparation of
/// segments happen on a third thread (`Engine+Maintenance.swift`). Without threads, the same steps
/// are called one by one, which is what the simulator does.
package final class Engine: @unchecked Sendable {
  // Unchecked because of the rules below, each stated where it starts.

  /// The store's identity as it is on disk.
  package let identity: StoreIdentity
  /// What opening found.
  package let report: RecoveryReport
  let options: EngineOptions
  let segmentDirectory: SegmentDirectory
  let checkpointDirectory: CheckpointDirectory
  let directoryLock: any DirectoryLock

  /// Guards everything from here on.
  let lock = Lock()
  /// Signalled when the committing thread has something to do.
  let commitWanted = Condition()
  /// Signalled when the maintenance thread has something to do.
  let maintenanceWanted = Condition()
  /// The lock keeps accesses apart; checking that once more would cost a tenth of an enqueue.
  @exclusivity(unchecked) var pipeline: CommitPipeline
  var clock: LogClock
  var isCommitting = false
  var seat = CommitterSeat()
  var isClosing = false
  var failure: StoreError?
  var wantsCheckpoint = false
  var captured: CapturedCheckpoint?
  var isMaintaining = false
  /// Checkpoints known to be whole, newest first.
  var checkpoints: [StoredCheckpoint]
  var nextCheckpoint: UInt32
  var loggedAtCheckpoint: UInt64 = 0
  /// Begun segments in ascending order, with the sequence of each one's first record.
  var segments: [(number: UInt32, firstSequence: UInt64)]
  var isDiskFull = false
  /// Whether the last checkpoint found no room. The next one waits for another look at the disk.
  var isCheckpointRefused = false
  /// How late it was at the last commit, in milliseconds of the log's time.
  var quietSince: UInt64 = 0
  /// The segment that is being emptied, if any.
  var compaction: Compaction?
  /// Segments that could not be emptied, because something in them cannot be read or moved.
  var stubbornSegments: Set<UInt32> = []
  /// Segments that hold old records, beside the log.
  var coldSegments: [ColdSegment]
  /// Whether the disk had no room for a copy; until something is freed, none is tried.
  var isColdFull = false
  /// The sequence of the last record that is synced.
  var syncedThrough: UInt64
  /// The sequence of the last record that was there when the store was opened.
  let recoveredThrough: UInt64
  /// Bytes of log behind the checkpoint that was loaded, so that short lives add up to one.
  let replayedBytes: UInt64
  var logStatistics = LogStatistics()
  weak var receiver: (any EffectReceiver)?

  /// Used only by whoever commits: the committing thread, or the caller when there is none.
  var committing: CommitBatch
  var writer: LogWriter

  /// Used only by whoever does the maintenance.
  var coldWriter: ColdWriter

  /// Open files of segments that are read from.
  let readers: SegmentReaderCache

  init(_ opened: consuming OpenedStore) {
    identity = opened.identity
    report = opened.report
    options = opened.options
    segmentDirectory = opened.segmentDirectory
    checkpointDirectory = opened.checkpointDirectory
    directoryLock = opened.directoryLock
    clock = LogClock(opened.time, notBefore: opened.tail.time)
    writer = opened.writer
    checkpoints = opened.checkpoints
    nextCheckpoint = opened.nextCheckpoint
    segments = opened.segments
    coldSegments = opened.coldSegments
    coldWriter = ColdWriter(
      opened.segmentDirectory, store: opened.identity.id, epoch: opened.state.epoch + 1,
      segmentBytes: opened.identity.segmentBytes,
      after: opened.state.usage.segments.last { $0 > Limits.hotSegmentMax } ?? Limits.hotSegmentMax)
    syncedThrough = opened.tail.lastSequence
    recoveredThrough = opened.tail.lastSequence
    replayedBytes = opened.replayedBytes
    readers = SegmentReaderCache(opened.segmentDirectory)
    let next = opened.tail.lastSequence + 1
    let bytes = opened.identity.segmentBytes
    let tail = opened.tail.position
    let open = CommitBatch(
      frames: FrameBuffer(tail: tail, nextSequence: next, segmentBytes: bytes))
    committing = CommitBatch(
      frames: FrameBuffer(tail: tail, nextSequence: next, segmentBytes: bytes))
    pipeline = CommitPipeline(
      state: opened.state, open: open, bounds: NewWorkBounds(opened.options))
  }

  /// Who is told of effects from now on; held weakly.
  package func setReceiver(_ receiver: any EffectReceiver) {
    lock.withLock { self.receiver = receiver }
  }

  /// The time of the log: that of the last batch, in milliseconds since 1970.
  package var logTime: UInt64 { lock.withLock { clock.last } }

  /// Whether anything was appended that is not yet being committed.
  package var hasOpenRecords: Bool { lock.withLock { !pipeline.open.frames.isEmpty } }

  /// Numbers about the log since the store was opened.
  package var statistics: LogStatistics { lock.withLock { logStatistics } }

  /// How many bytes may be added to the open batch before it takes more memory.
  package var openBatchRoom: Int {
    lock.withLock { pipeline.open.frames.bytes.capacity - pipeline.open.frames.bytes.count }
  }

  /// What the engine takes of memory. O(1).
  package var memory: MemoryStatistics {
    lock.withLock {
      MemoryStatistics(
        bytes: pipeline.memoryBytes, checkpointBytes: pipeline.state.frozenBytes,
        vacantBytes: pipeline.state.vacantBytes,
        ceiling: options.memoryBytesMax)
    }
  }
}
