import XylemCore

/// Within one segment.
extension LogWalk {
  /// Walks through the frames of a segment.
  mutating func walk(
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
    let offset = tail.position.offset
    switch try reader.scan(at: Int(offset), after: tail, isChainKnown: isChainKnown) {
    case .frame(let frame, let checksum, let body, let padding):
      try visit(.frame(frame, offset: offset, body: body, padding: padding))
      advance(over: frame, checksum)
      return true
    case .none(let evidence, let header):
      return try pass(reader, header, isBlank: evidence == .blank, visit)
    }
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
      isProven = try proves(reader, tail.lastSequence + 1)
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

  private func proves(_ reader: SegmentReader, _ sequence: UInt64) throws(StoreError) -> Bool {
    try reader.remains(from: 0, behind: 0, proving: sequence).provesSync
  }

  /// Whether a later segment holds a frame: then all of this one had been synced.
  private mutating func framesBeyond() throws(StoreError) -> Bool {
    if let hasFramesBeyond { return hasFramesBeyond }
    var isFound = false
    for number in numbers where number > tail.position.segment && !isFound {
      guard let segment = try ProvenSegment.find(number, in: segments, of: store) else { continue }
      let reader = try SegmentReader(segment)
      isFound = try proves(reader, 0)
    }
    hasFramesBeyond = isFound
    return isFound
  }
}
