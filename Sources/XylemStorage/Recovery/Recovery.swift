import XylemCore

/// Brings a store's state back: the newest whole checkpoint, then the log behind it.
struct Recovery: ~Copyable {
  let store: StoreID
  let segments: SegmentDirectory
  let checkpoints: CheckpointDirectory
  /// What was found, for the caller.
  private(set) var report = RecoveryReport()
  private(set) var loaded: StoredCheckpoint?
  /// The number after that of the loaded checkpoint. Files that were not loaded do not count: one
  /// bearing the highest number would leave none for a checkpoint that can be found again.
  private(set) var nextCheckpoint: UInt32 = 1
  /// Files that bear a segment's name, ascending.
  private(set) var numbers: [UInt32] = []
  /// Files that bear a cold segment's name, ascending.
  private var coldNumbers: [UInt32] = []

  init(store: StoreID, segments: SegmentDirectory, checkpoints: CheckpointDirectory) {
    self.store = store
    self.segments = segments
    self.checkpoints = checkpoints
  }

  /// The state at the end of the log, and the replay that led there. Nothing on the medium changes.
  ///
  /// - Throws: `.corrupt` when synced bytes are damaged, `.newerFormat`, `.io`.
  mutating func run(_ state: inout TaskStateMachine) throws(StoreError) -> LogReplay {
    do {
      numbers = try segments.numbers()
      coldNumbers = try segments.coldNumbers()
    } catch { throw StoreError(error) }
    let loaded = try loadCheckpoint(&state)
    let tail = if let loaded { loaded } else { try beginning() }
    var replay = try LogReplay(
      directory: segments, store: store, tail: tail, segment: try begun(tail.position.segment))
    try replay.run(into: &state)
    try checkLivingSegments(state.usage)
    try checkEpoch(state.epoch)
    report.replayedRecords = replay.recordCount
    report.cut = replay.cut
    return replay
  }

  /// Loads the newest checkpoint that is whole; each that is not is reported and left alone.
  private mutating func loadCheckpoint(
    _ state: inout TaskStateMachine
  ) throws(StoreError) -> RecoveredTail? {
    let found: [UInt32]
    do { found = try checkpoints.numbers() } catch { throw StoreError(error) }
    if isPlanted(.countStrayCheckpoints) { nextCheckpoint = (found.first ?? 0) + 1 }
    for number in found {
      do throws(StoreError) {
        return try load(number, &state)
      } catch .corrupt(let corruption) {
        report.skippedCheckpoints.append(corruption)
      }
    }
    return nil
  }

  private mutating func load(
    _ number: UInt32, _ state: inout TaskStateMachine
  ) throws(StoreError) -> RecoveredTail {
    guard number < Limits.fileNumberMax else { throw Self.lastNumber(number) }
    let reader = try checkpoints.load(number, of: store, into: &state)
    if !isPlanted(.countStrayCheckpoints) { nextCheckpoint = number + 1 }
    report.checkpoint = number
    loaded = StoredCheckpoint(
      number: number, lastSequence: reader.header.lastSequence,
      tailSegment: reader.header.tail.segment, usage: state.usage)
    return RecoveredTail(reader.header)
  }

  /// Another number must be left for the next checkpoint.
  private static func lastNumber(_ number: UInt32) -> StoreError {
    .corrupt(
      Corruption(file: StoreFileName.checkpointPath(number), offset: 0, what: "invalid number"))
  }

  /// Where the log begins when there is no checkpoint. There is always one: a store got its
  /// identity after its first segment was begun.
  private func beginning() throws(StoreError) -> RecoveredTail {
    guard let first = numbers.first else {
      throw .corrupt(
        report.skippedCheckpoints.first
          ?? Corruption(file: StoreFileName.segments, offset: 0, what: "the log is gone"))
    }
    guard try begun(first).header.predecessor == 0 else {
      throw .corrupt(
        Corruption(
          file: StoreFileName.checkpoints, offset: 0,
          what: "no whole checkpoint, and the log's beginning is no longer kept"))
    }
    return RecoveredTail(
      position: LogPosition(segment: first, offset: UInt32(SegmentHeader.bytes)),
      chain: Checksum(value: 0), lastSequence: 0, epoch: 0, time: 0)
  }

  /// A segment that must have been begun.
  private func begun(_ number: UInt32) throws(StoreError) -> Segment {
    guard numbers.contains(number) else { throw Self.missing(number) }
    guard let segment = try segments.segment(number, of: store) else {
      throw .corrupt(
        Corruption(
          file: StoreFileName.segmentPath(number), offset: 0, what: "header of a segment gone"))
    }
    return segment
  }

  /// Another epoch must be left for this opening.
  private func checkEpoch(_ epoch: UInt32) throws(StoreError) {
    guard epoch < .max else {
      throw .corrupt(Corruption(file: StoreFileName.segments, offset: 0, what: "invalid epoch"))
    }
  }

  /// Every segment that holds something needed must be there.
  private func checkLivingSegments(_ usage: SegmentUsage) throws(StoreError) {
    let found = Set(numbers + coldNumbers)
    for number in usage.segments where !found.contains(number) {
      throw Self.missing(number)
    }
  }

  /// The cold segments, all of whose names come before the end of the log.
  func coldSegments(namedThrough sequence: UInt64) throws(StoreError) -> [ColdSegment] {
    var found: [ColdSegment] = []
    for number in coldNumbers {
      do {
        let bytes = try segments.open(number).size()
        found.append(ColdSegment(number: number, bytes: bytes, namedThrough: sequence))
      } catch { throw StoreError(error) }
    }
    return found
  }

  private static func missing(_ number: UInt32) -> StoreError {
    .corrupt(
      Corruption(file: StoreFileName.segmentPath(number), offset: 0, what: "missing segment"))
  }

  /// The begun segments up to `current`, for retirement. A header that cannot be read leaves its
  /// segment's beginning unknown, as 0.
  func begunSegments(through current: UInt32) -> [(number: UInt32, firstSequence: UInt64)] {
    numbers.filter { $0 <= current }.map { number in
      let segment = try? segments.segment(number, of: store)
      return (number, segment?.header.firstSequence ?? 0)
    }
  }
}

extension RecoveredTail {
  /// Where replay goes on behind a checkpoint.
  init(_ header: CheckpointHeader) {
    self.init(
      position: header.tail, chain: header.chain, lastSequence: header.lastSequence,
      epoch: header.epoch, time: header.time)
  }
}
