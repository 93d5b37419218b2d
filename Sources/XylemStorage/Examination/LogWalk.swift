import XylemCore

/// Walks the whole log, or its end, past everything that is damaged.
///
/// It believes what opening believes: frames that check themselves and continue the chain, and the
/// same proof that a record had been synced (see ``RecoveryTable``). Where opening refuses to go
/// on, the walk says what is damaged and goes on at the next frame that proves itself. Sequences
/// tell exactly which records are missing in between.
struct LogWalk {
  private let segments: SegmentDirectory
  private let store: StoreID
  /// Files that bear a segment's name, ascending.
  private let numbers: [UInt32]
  /// Where the walk is, and what the next frame must follow.
  private(set) var tail: RecoveredTail
  /// After damage the checksum of the frame before is not known.
  private var isChainKnown: Bool
  private var isSealed = false
  private var hasEnded = false
  /// The number that the next segment should have.
  private var expected: UInt32
  private var isFirst = true
  /// Made at the first damage of a segment.
  private var index: FrameIndex?
  private var hasFramesBeyond: Bool?

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

/// Within one segment.
extension LogWalk {
  private mutating func walk(
    _ segment: Segment, _ visit: (LogSighting) throws(StoreError) -> Void
  ) throws(StoreError) {
    let reader = try SegmentReader(segment)
    while !isSealed {
      let isOnward = try step(reader, visit)
      if !isOnward { break }
    }
    if isSealed || hasEnded { try visit(.rest(reader, offset: tail.position.offset)) }
  }

  /// Takes the frame at the present place, or finds out what is wrong; `false` when the segment,
  /// and perhaps the log, holds no more.
  private mutating func step(
    _ reader: SegmentReader, _ visit: (LogSighting) throws(StoreError) -> Void
  ) throws(StoreError) -> Bool {
    let place = Int(tail.position.offset)
    let head = try reader.bytes(at: place, count: FrameHeader.bytes)
    let found = try? FrameHeader.decode(
      head, seed: reader.header.seed, segment: reader.header.number, offset: UInt64(place))
    guard let found, continues(found.header), found.header.frameBytes <= reader.size - place else {
      let isBlank = reader.header.isRecycled || head.allSatisfy { $0 == 0 }
      return try pass(reader, nil, isBlank: isBlank, visit)
    }
    let (frame, checksum) = found
    let whole = try reader.bytes(at: place, count: frame.frameBytes)
    guard whole.count == frame.frameBytes else {
      return try pass(reader, nil, isBlank: false, visit)
    }
    let end = FrameHeader.bytes + Int(frame.bodyBytes)
    let body = UnsafeRawBufferPointer(rebasing: whole[FrameHeader.bytes..<end])
    guard Checksum.of(body, seed: reader.header.seed) == frame.body else {
      return try pass(reader, (frame, checksum), isBlank: false, visit)
    }
    try visit(
      .frame(
        frame, offset: UInt32(place), body: body,
        padding: UnsafeRawBufferPointer(rebasing: whole[end...])))
    advance(over: frame, checksum)
    return true
  }

  private func continues(_ frame: FrameHeader) -> Bool {
    (!isChainKnown || frame.previous == tail.chain)
      && frame.firstSequence == tail.lastSequence + 1 && frame.epoch >= tail.epoch
  }

  private mutating func advance(over frame: FrameHeader, _ checksum: Checksum) {
    tail.position.offset += UInt32(frame.frameBytes)
    tail.chain = checksum
    isChainKnown = true
    tail.lastSequence = frame.firstSequence + UInt64(frame.recordCount) - 1
    tail.epoch = frame.epoch
    tail.time = max(tail.time, frame.time)
    isSealed = frame.isSeal
  }

  /// There is no whole frame at the present place: the log ends here, or this is damage, and the
  /// walk goes on behind it. `frame` is the header when that is whole.
  private mutating func pass(
    _ reader: SegmentReader, _ frame: (header: FrameHeader, checksum: Checksum)?, isBlank: Bool,
    _ visit: (LogSighting) throws(StoreError) -> Void
  ) throws(StoreError) -> Bool {
    let place = tail.position.offset
    if index == nil { index = try FrameIndex(reader, from: Int(place)) }
    var isProven = index?.proves(tail.lastSequence + 1, from: place) ?? false
    // What a frame says is true wherever a disk has put it; opening believes it, too.
    if !isProven, !isBlank || reader.header.isRecycled {
      isProven = try reader.hasWatermark(of: tail.lastSequence + 1, after: 0)
    }
    if !isProven { isProven = try framesBeyond() }
    guard isProven else {
      hasEnded = true
      try visit(.end(tail.position, isCut: !isBlank))
      return false
    }
    if let frame {
      try tell(reader, frame.header, end: Int(place) + frame.header.frameBytes, visit)
      advance(over: frame.header, frame.checksum)
      return true
    }
    guard let next = index?.next(from: place, after: tail) else {
      try visit(.damage(damage(place, end: reader.size, nil)))
      isChainKnown = false
      return false
    }
    try tell(reader, nil, end: Int(next.offset), next: next.firstSequence, visit)
    tail.position.offset = next.offset
    tail.lastSequence = next.firstSequence - 1
    (tail.chain, isChainKnown) = (next.previous, true)
    return true
  }

  private func damage(
    _ place: UInt32, end: Int, _ sequences: ClosedRange<UInt64>?
  ) -> StoreDamage {
    StoreDamage(
      file: StoreFileName.segmentPath(tail.position.segment), offset: UInt64(place),
      length: UInt64(max(0, end - Int(place))), kind: .frame, what: "a synced frame is damaged",
      sequences: sequences)
  }

  /// Tells a damaged stretch up to `end`, and hands on what may be left of one frame in it.
  private func tell(
    _ reader: SegmentReader, _ frame: FrameHeader?, end: Int, next: UInt64? = nil,
    _ visit: (LogSighting) throws(StoreError) -> Void
  ) throws(StoreError) {
    let place = tail.position.offset
    let first = tail.lastSequence + 1
    let count = frame.map { UInt64($0.recordCount) } ?? (next ?? first) - first
    let damage = damage(place, end: end, count > 0 ? first...first + count - 1 : nil)
    let length = end - Int(place)
    guard length >= FrameHeader.bytes, length <= Limits.groupBytesMax + Limits.frameBytesTarget * 2
    else { return try visit(.damage(damage)) }
    let whole = try reader.bytes(at: Int(place), count: length)
    guard whole.count == length else { return try visit(.damage(damage)) }
    let body = frame.map { Int($0.bodyBytes) } ?? length - FrameHeader.bytes
    let sum = whole.loadUnaligned(fromByteOffset: 56, as: UInt32.self)
    let remains = DamagedFrame(
      header: frame, offset: place,
      body: UnsafeRawBufferPointer(rebasing: whole[FrameHeader.bytes...].prefix(body)),
      firstSequence: first, recordCount: count,
      bodyChecksum: Checksum(value: UInt32(littleEndian: sum)), seed: reader.header.seed)
    try visit(.damage(damage, remains))
  }

  /// Whether a later segment holds a frame: then all of this one had been synced.
  private mutating func framesBeyond() throws(StoreError) -> Bool {
    if let hasFramesBeyond { return hasFramesBeyond }
    var isFound = false
    for number in numbers where number > tail.position.segment && !isFound {
      guard let segment = try ProvenSegment.find(number, in: segments, of: store) else { continue }
      let reader = try SegmentReader(segment)
      isFound = try reader.hasWatermark(of: 0, after: SegmentHeader.bytes)
    }
    hasFramesBeyond = isFound
    return isFound
  }
}
