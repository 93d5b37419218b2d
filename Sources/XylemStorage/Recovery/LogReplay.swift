import XylemCore

/// Replays the log from a position to its end, record by record, into a state.
///
/// Nothing on the medium changes here; replaying twice gives the same state.
struct LogReplay {
  let directory: SegmentDirectory
  let store: StoreID
  /// Where the log was found to end so far.
  var tail: RecoveredTail
  /// The segment that holds ``tail``.
  private(set) var segment: Segment
  private var reader: SegmentReader
  /// The last sequence of the state before replay; records up to it are skipped.
  private let appliedThrough: UInt64
  private var isSealed = false
  /// Once replay is done: the frames that nothing read proves to be synced. They end the log; when
  /// it ends right behind a seal, they end the segment before too, for the process may have died
  /// between writing the seal and syncing it.
  private(set) var unsynced: [UnsyncedFrames] = []
  /// Frames of the present segment that no later frame says are synced.
  private var unmarked: [(offset: UInt32, lastSequence: UInt64)] = []
  /// Records replayed, and the bytes of all frames that were read.
  private(set) var recordCount: UInt64 = 0
  private(set) var byteCount: UInt64 = 0
  /// Whether the last record says that the store was closed cleanly.
  private(set) var isClosed = false
  private(set) var cut: RecoveryReport.Cut?
  /// Once replay is done: what lies behind the end of the log.
  private(set) var tornTail: TornTail?
  private var remainsEnd = 0
  private var effects: [Effect] = []

  /// Starts behind the frame that `tail` describes.
  init(
    directory: SegmentDirectory, store: StoreID, tail: RecoveredTail, segment: Segment
  ) throws(StoreError) {
    self.directory = directory
    self.store = store
    self.tail = tail
    self.segment = segment
    reader = try SegmentReader(segment)
    appliedThrough = tail.lastSequence
    guard tail.position.offset <= reader.size else { throw rot("what a checkpoint continues at") }
  }

  /// Replays to the end of the log.
  ///
  /// - Throws: `.corrupt` when synced bytes are damaged or records contradict the state; nothing
  ///   was changed or deleted.
  mutating func run(into state: inout TaskStateMachine) throws(StoreError) {
    while true {
      let scan = try reader.scan(at: Int(tail.position.offset), after: tail)
      let evidence = try evidence(of: scan)
      switch (RecoveryTable.verdict(on: evidence), scan) {
      case (.advance, .frame(let frame, let checksum, let body, _)):
        try replay(body, of: frame, into: &state)
        advance(over: frame, checksum)
      case (.follow, _): try follow()
      case (.end, _): return finish()
      case (.cut, _):
        cut = RecoveryReport.Cut(tail.position)
        return finish()
      case (.rot, _), (.advance, _): throw isSealed ? brokenSuccessor : rot("a synced frame")
      }
    }
  }

  private var path: String { StoreFileName.segmentPath(segment.number) }

  private func rot(_ what: String) -> StoreError {
    .corrupt(
      Corruption(file: path, offset: UInt64(tail.position.offset), what: "\(what) is damaged"))
  }

  /// The seal was whole, so the damage is where the log goes on.
  private var brokenSuccessor: StoreError {
    .corrupt(
      Corruption(
        file: StoreFileName.segmentPath(segment.number + 1), offset: 0,
        what: "missing, or not what was begun behind segment \(segment.number)"))
  }

  private mutating func evidence(of scan: FrameScan) throws(StoreError) -> RecoveryEvidence {
    var evidence = RecoveryEvidence(
      frame: .valid, isSealed: isSealed, isWatermarkBeyond: false, successor: .absent)
    if isSealed { evidence.successor = try successor() }
    guard case .none(let frame, _) = scan else { return evidence }
    evidence.frame = frame
    // Where nothing lies, nothing can have been put over frames that were there.
    let isWhole = frame == .blank && !segment.header.isRecycled
    let start = isWhole ? Int(tail.position.offset) : 0
    if !isSealed { evidence.isWatermarkBeyond = try isWatermarkBeyond(from: start) }
    return evidence
  }

  private func successor() throws(StoreError) -> RecoveryEvidence.Successor {
    guard let header = try intactSegment(segment.number + 1)?.header else {
      return try exists(segment.number + 1) ? .other : .absent
    }
    let matches =
      header.predecessor == segment.number && header.predecessorBytes == tail.position.offset
      && header.predecessorChecksum == tail.chain && header.firstSequence == tail.lastSequence + 1
    return matches ? .matching : .other
  }

  /// A begun segment with a readable header; `nil` when there is none.
  ///
  /// Only damage makes it none. A medium that fails to answer proves nothing about the bytes.
  private func intactSegment(_ number: UInt32) throws(StoreError) -> Segment? {
    do throws(StoreError) {
      return try directory.segment(number, of: store)
    } catch {
      switch error {
      case .corrupt, .newerFormat, .missing: return nil
      default:
        if isPlanted(.takeSilenceForDamage) { return nil }
        throw error
      }
    }
  }

  private func exists(_ number: UInt32) throws(StoreError) -> Bool {
    do { return try directory.numbers().contains(number) } catch { throw StoreError(error) }
  }

  /// Looks for proof, in this segment from `start` and in later ones, that the next record had been
  /// synced.
  private mutating func isWatermarkBeyond(from start: Int) throws(StoreError) -> Bool {
    let next = tail.lastSequence + 1
    let remains = try reader.remains(
      from: start, behind: Int(tail.position.offset), proving: next)
    remainsEnd = remains.end
    if remains.provesSync { return true }
    let later: [UInt32]
    do { later = try directory.numbers().filter { $0 > segment.number } } catch {
      throw StoreError(error)
    }
    for number in later {
      guard let later = try intactSegment(number) else { continue }
      let reader = try SegmentReader(later)
      // Any frame there will do: this segment was synced, seal and all, before the first one.
      if try reader.remains(from: 0, behind: 0, proving: 0).provesSync { return true }
    }
    return false
  }

  private mutating func replay(
    _ body: UnsafeRawBufferPointer, of frame: FrameHeader, into state: inout TaskStateMachine
  ) throws(StoreError) {
    var place = 0
    var sequence = frame.firstSequence
    do {
      for _ in 0..<frame.recordCount {
        let rest = UnsafeRawBufferPointer(rebasing: body[place...])
        let decoded = try RecordCoder.decode(rest)
        let location = RecordLocation(
          segment: segment.number,
          offset: tail.position.offset + UInt32(FrameHeader.bytes + place),
          length: UInt32(decoded.length))
        isClosed = decoded.record == .closed
        if sequence > appliedThrough {
          try state.apply(decoded.record, at: location, effects: &effects)
          recordCount += 1
        }
        place += decoded.length
        sequence += 1
      }
    } catch {
      let offset = UInt64(tail.position.offset) + UInt64(FrameHeader.bytes + place)
      throw StoreError(error, file: path, offset: offset)
    }
    effects.removeAll(keepingCapacity: true)
    guard place == body.count else { throw rot("a frame's length") }
    // What the next process writes must follow this frame, and it counts on from the state. A seal
    // may come before the record that begins its epoch.
    let isOfState = frame.epoch >= state.epoch && frame.epoch - state.epoch <= 1
    guard isOfState else { throw rot("a frame's epoch") }
  }

  private mutating func advance(over frame: FrameHeader, _ checksum: Checksum) {
    // Whoever wrote a frame here had synced the segment before.
    unsynced.removeAll()
    // In the order of the log, so that each is looked at once however many are not synced.
    let marked = unmarked.prefix { $0.lastSequence <= frame.syncedThrough }.count
    if marked > 0 { unmarked.removeFirst(marked) }
    // A frame without records is known to be synced only when a record after it is.
    let last = frame.firstSequence + UInt64(max(frame.recordCount, 1)) - 1
    unmarked.append((tail.position.offset, last))
    byteCount += UInt64(frame.frameBytes)
    tail.position.offset += UInt32(frame.frameBytes)
    tail.chain = checksum
    tail.lastSequence = frame.firstSequence + UInt64(frame.recordCount) - 1
    tail.epoch = frame.epoch
    tail.time = max(tail.time, frame.time)
    isSealed = frame.isSeal
  }

  private mutating func follow() throws(StoreError) {
    let number = segment.number + 1
    guard let next = try directory.segment(number, of: store) else {
      throw brokenSuccessor
    }
    if !isPlanted(.forgetUnsyncedSeal) { leaveUnsynced() }
    unmarked.removeAll()
    segment = next
    reader = try SegmentReader(segment)
    tail.position = LogPosition(segment: number, offset: UInt32(SegmentHeader.bytes))
    isSealed = false
  }

  private mutating func finish() {
    leaveUnsynced()
    tornTail = TornTail(file: segment.file, start: Int(tail.position.offset), end: remainsEnd)
  }

  /// Notes what is not proven to be synced in the present segment. Without a frame that is the
  /// header too: of the first segment nothing else says that its sync did not fail.
  private mutating func leaveUnsynced() {
    let isEmpty = tail.position.offset == SegmentHeader.bytes
    let start = isEmpty ? 0 : unmarked.first?.offset ?? tail.position.offset
    unsynced.append(
      UnsyncedFrames(file: segment.file, start: start, end: tail.position.offset))
  }
}
