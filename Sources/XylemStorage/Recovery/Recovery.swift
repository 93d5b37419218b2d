import XylemCore

/// Brings a store's state back: the newest whole checkpoint, then the log behind it.
struct Recovery: ~Copyable {
  let store: StoreID
  let segments: SegmentDirectory
  let checkpoints: CheckpointDirectory
  /// What was found, for the caller.
  private(set) var report = RecoveryReport()
  private(set) var loaded: StoredCheckpoint?
  private(set) var nextCheckpoint: UInt32 = 1
  /// Files that bear a segment's name, ascending.
  private(set) var numbers: [UInt32] = []

  init(store: StoreID, segments: SegmentDirectory, checkpoints: CheckpointDirectory) {
    self.store = store
    self.segments = segments
    self.checkpoints = checkpoints
  }

  /// The state at the end of the log, and the replay that led there; `nil` when the log was never
  /// begun. Nothing on the medium changes.
  ///
  /// - Throws: `.corrupt` when synced bytes are damaged, `.newerFormat`, `.io`.
  mutating func run(_ state: inout TaskStateMachine) throws(StoreError) -> LogReplay? {
    do { numbers = try segments.numbers() } catch { throw StoreError(error) }
    var start = try loadCheckpoint(&state)
    if start == nil { start = try beginning() }
    guard let tail = start else { return nil }
    var replay = try LogReplay(
      directory: segments, store: store, tail: tail, segment: try segment(of: tail))
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
    nextCheckpoint = (found.first ?? 0) + 1
    for number in found {
      do throws(StoreError) {
        return try load(number, &state)
      } catch .corrupt(let corruption) {
        // A medium may give back something wrong just once.
        if let tail = try? load(number, &state) { return tail }
        report.skippedCheckpoints.append(corruption)
      }
    }
    return nil
  }

  private mutating func load(
    _ number: UInt32, _ state: inout TaskStateMachine
  ) throws(StoreError) -> RecoveredTail {
    let file = try checkpoints.open(number)
    var reader = try CheckpointReader(file, number: number, store: store)
    state = try reader.load()
    report.checkpoint = number
    loaded = StoredCheckpoint(
      number: number, lastSequence: reader.header.lastSequence,
      tailSegment: reader.header.tail.segment, usage: state.usage,
      bytes: reader.size)
    return RecoveredTail(reader.header)
  }

  /// Where the log begins when there is no checkpoint; `nil` when it was never begun.
  private func beginning() throws(StoreError) -> RecoveredTail? {
    guard let first = numbers.first else { return try neverBegun() }
    guard let header = try segments.segment(first, of: store)?.header else {
      return try neverBegun()
    }
    guard header.predecessor == 0 else {
      throw .corrupt(
        Corruption(
          file: StoreFileName.checkpoints, offset: 0,
          what: "no whole checkpoint, and the log's beginning is no longer kept"))
    }
    return RecoveredTail(
      position: LogPosition(segment: first, offset: UInt32(SegmentHeader.bytes)),
      chain: Checksum(value: 0), lastSequence: 0, epoch: 0, time: 0)
  }

  /// No segment was begun: fine in a new store, but not when files say that there was one.
  private func neverBegun() throws(StoreError) -> RecoveredTail? {
    for number in numbers {
      let file: any File
      do { file = try segments.open(number) } catch { throw StoreError(error) }
      var isBlank = try isBlank(file)
      // A second look: a wrong read must not turn a new store into a damaged one.
      if !isBlank { isBlank = try self.isBlank(file) }
      let isBegun = try segments.segment(number, of: store) != nil
      guard isBlank, !isBegun, report.skippedCheckpoints.isEmpty else {
        throw .corrupt(
          Corruption(
            file: StoreFileName.segmentPath(number), offset: 0, what: "header of a segment gone"))
      }
    }
    guard let skipped = report.skippedCheckpoints.first else { return nil }
    throw .corrupt(skipped)
  }

  /// Whether nothing but zeros lies behind the header, as before the first frame of all. O(bytes),
  /// but only where no log was found.
  private func isBlank(_ file: any File) throws(StoreError) -> Bool {
    let size: UInt64
    do { size = try file.size() } catch { throw StoreError(error) }
    let step = 1 << 20
    for offset in stride(from: UInt64(SegmentHeader.bytes), to: size, by: step) {
      guard try file.withBytes(at: offset, count: step, { $0.allSatisfy { $0 == 0 } }) else {
        return false
      }
    }
    return true
  }

  private func segment(of tail: RecoveredTail) throws(StoreError) -> Segment {
    let number = tail.position.segment
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
    for number in usage.segments where !numbers.contains(number) {
      throw .corrupt(
        Corruption(file: StoreFileName.segmentPath(number), offset: 0, what: "missing segment"))
    }
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
