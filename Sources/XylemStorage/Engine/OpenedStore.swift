import XylemCore

/// A store whose directory is locked and whose state is recovered; an ``Engine`` is made of it.
struct OpenedStore: ~Copyable {
  let identity: StoreIdentity
  let options: EngineOptions
  let report: RecoveryReport
  let segmentDirectory: SegmentDirectory
  let checkpointDirectory: CheckpointDirectory
  let directoryLock: any DirectoryLock
  let time: any TimeSource
  let writer: LogWriter
  let tail: RecoveredTail
  /// Bytes of log behind the checkpoint that was loaded.
  let replayedBytes: UInt64
  let checkpoints: [StoredCheckpoint]
  let nextCheckpoint: UInt32
  let segments: [(number: UInt32, firstSequence: UInt64)]
  let coldSegments: [ColdSegment]
  var state: TaskStateMachine
}
