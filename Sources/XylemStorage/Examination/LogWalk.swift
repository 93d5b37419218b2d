import XylemCore

/// Walks the whole log, or its end, past everything that is damaged.
///
/// It believes what opening believes: frames that check themselves and continue the chain, and the
/// same proof that a record had been synced (see ``RecoveryTable``). Where opening refuses to go
/// on, the walk says what is damaged and goes on at the next frame that proves itself. Sequences
/// tell exactly which records are missing in between.
struct LogWalk {
  let segments: SegmentDirectory
  let store: StoreID
  /// Files that bear a segment's name, ascending.
  let numbers: [UInt32]
  /// Where the walk is, and what the next frame must follow.
  var tail: RecoveredTail
  /// After damage the checksum of the frame before is not known.
  var isChainKnown: Bool
  var isSealed = false
  var hasEnded = false
  /// The number that the next segment should have.
  var expected: UInt32
  var isFirst = true
  /// Made at the first damage of a segment.
  var index: FrameIndex?
  var hasFramesBeyond: Bool?

  /// A walk from behind `start`, or over everything that is there.
  init(_ examined: ExaminedStore, from start: RecoveredTail?) throws(StoreError) {
    segments = examined.segments
    store = examined.store
    do { numbers = try examined.segments.numbers() } catch { throw StoreError(error) }
    isChainKnown = start != nil
    expected = start?.position.segment ?? 1
    tail =
      start
      ?? RecoveredTail(
        position: LogPosition(segment: 0, offset: 0), chain: Checksum(value: 0), lastSequence: 0,
        epoch: 0, time: 0)
  }

  /// Walks to the end of the log, then over what lies beside it.
  mutating func run(_ visit: (LogSighting) throws(StoreError) -> Void) throws(StoreError) {
    for number in numbers where number >= tail.position.segment {
      if hasEnded {
        try visit(.beside(number))
        continue
      }
      guard let segment = try begin(number, visit) else { continue }
      try walk(segment, visit)
    }
    if !hasEnded { try finish(visit) }
  }

  /// The log ended with a seal, or was not there at all.
  private func finish(_ visit: (LogSighting) throws(StoreError) -> Void) throws(StoreError) {
    if isSealed { try visit(.damage(missing(expected))) }
    try visit(.end(tail.position, isCut: false))
  }

  private func missing(_ number: UInt32) -> StoreDamage {
    StoreDamage(
      file: StoreFileName.segmentPath(number), offset: 0, length: 0, kind: .missingSegment,
      what: "the segment is missing")
  }
}

/// From one segment to the next.
extension LogWalk {
  /// Opens segment `number` if it belongs to the log.
  private mutating func begin(
    _ number: UInt32, _ visit: (LogSighting) throws(StoreError) -> Void
  ) throws(StoreError) -> Segment? {
    let isExpected = isSealed && number == expected
    guard let segment = try headed(number, visit) else { return nil }
    // A walk from a checkpoint starts in the middle of its segment.
    let isContinued = isFirst && number == tail.position.segment
    if !isContinued {
      try checkLink(segment.header, isExpected: isExpected, visit)
      tail.position = LogPosition(segment: number, offset: UInt32(SegmentHeader.bytes))
    }
    (isFirst, expected, isSealed) = (false, number + 1, false)
    (index, hasFramesBeyond) = (nil, nil)
    try visit(.segment(segment.header))
    return segment
  }

  /// The segment with its header, or with what its frames prove of a damaged one.
  private func headed(
    _ number: UInt32, _ visit: (LogSighting) throws(StoreError) -> Void
  ) throws(StoreError) -> Segment? {
    do throws(StoreError) {
      if let segment = try segments.segment(number, of: store) { return segment }
    } catch {
      guard case .corrupt(let corruption) = error else { throw error }
      try visit(.damage(StoreDamage(corruption, .segmentHeader, length: 512)))
      return try ProvenSegment.find(number, in: segments, of: store)
    }
    try visit(.beside(number))
    return nil
  }

  /// Compares the header with the end of the segment before, and tells what is missing between.
  private mutating func checkLink(
    _ header: SegmentHeader, isExpected: Bool,
    _ visit: (LogSighting) throws(StoreError) -> Void
  ) throws(StoreError) {
    let matches =
      header.predecessor == tail.position.segment
      && header.predecessorBytes == tail.position.offset
      && (!isChainKnown || header.predecessorChecksum == tail.chain)
      && header.firstSequence == tail.lastSequence + 1
    if isExpected, matches { return }
    let isPlausible = header.firstSequence <= Limits.sequenceMax
    if expected < header.number || (isPlausible && header.firstSequence > tail.lastSequence + 1) {
      let next = max(isPlausible ? header.firstSequence : 0, tail.lastSequence + 1)
      try visit(
        .gap(numbers: expected..<header.number, sequences: tail.lastSequence + 1..<next))
    } else if (isExpected && header.predecessor != 0) || !isPlausible {
      try visit(
        .damage(
          StoreDamage(
            file: StoreFileName.segmentPath(header.number), offset: 0, length: 512,
            kind: .segmentHeader, what: "the header names another end of the segment before")))
    }
    isChainKnown = false
    if isPlausible, header.firstSequence > tail.lastSequence {
      tail.lastSequence = header.firstSequence - 1
      tail.chain = header.predecessorChecksum
      isChainKnown = header.predecessor != 0 || header.number == 1
    }
  }
}
