import XylemCore

/// Writes frames where they were laid out, and syncs them. Used by one thread at a time.
///
/// Going on in the next segment takes three steps, in an order that leaves no doubt after a crash:
///
/// 1. the next header is written and synced;
/// 2. the seal, which says that the log goes on, is written behind the last frame and synced;
/// 3. the first frame of the next segment is written.
///
/// So a seal proves the header was durable, and without a seal the next segment holds nothing.
struct LogWriter {
  private let store: StoreID
  private let directory: SegmentDirectory
  private let entropy: any EntropySource
  private(set) var segment: Segment
  /// Segments begun since ``takeBegun()``, ascending; one batch may fill several.
  private var begun: [SegmentHeader] = []
  /// Where the next frame starts in the segment.
  private(set) var offset: UInt32
  /// The header checksum of the last frame.
  private(set) var chain: Checksum
  /// The sequence of the last record written.
  private(set) var writtenThrough: UInt64
  /// The sequence of the last record synced.
  private(set) var syncedThrough: UInt64
  /// The highest sequence that a frame in the log says is synced.
  private(set) var markedThrough: UInt64
  var epoch: UInt32
  /// Calls of `fdatasync` on the log.
  private(set) var syncCount: UInt64 = 0
  /// Bytes of frames written, without seals and segment headers.
  private(set) var bytesWritten: UInt64 = 0

  init(
    store: StoreID, directory: SegmentDirectory, entropy: any EntropySource, segment: Segment,
    tail: RecoveredTail
  ) {
    self.store = store
    self.directory = directory
    self.entropy = entropy
    self.segment = segment
    offset = tail.position.offset
    chain = tail.chain
    writtenThrough = tail.lastSequence
    syncedThrough = tail.lastSequence
    markedThrough = tail.lastSequence
    epoch = tail.epoch
  }

  /// Writes all frames of `buffer`, filling in their headers. Not durable before ``sync()``.
  mutating func write(_ buffer: inout FrameBuffer, time: UInt64) throws(StorageError) {
    var index = 0
    let frames = buffer.frames
    while index < frames.count {
      let number = frames[index].position.segment
      if number != segment.number {
        try startNext(time: time, firstSequence: frames[index].firstSequence)
      }
      let first = index
      while index < frames.count, frames[index].position.segment == number {
        finish(frames[index], in: &buffer.bytes, time: time)
        index += 1
      }
      try write(buffer.bytes.bytes, frames[first], through: frames[index - 1])
    }
  }

  private mutating func finish(_ frame: OpenFrame, in bytes: inout ByteWriter, time: UInt64) {
    let start = frame.place + FrameHeader.bytes
    let body = UnsafeRawBufferPointer(rebasing: bytes.bytes[start..<start + frame.bodyBytes])
    var header = emptyFrame(at: frame.position.offset, firstSequence: frame.firstSequence, time)
    header.bodyBytes = UInt32(frame.bodyBytes)
    header.recordCount = frame.recordCount
    header.body = Checksum.of(body, seed: segment.header.seed)
    chain = header.encode(into: &bytes, at: frame.place, seed: segment.header.seed)
    writtenThrough = frame.firstSequence + UInt64(frame.recordCount) - 1
    markedThrough = syncedThrough
  }

  private func emptyFrame(at offset: UInt32, firstSequence: UInt64, _ time: UInt64) -> FrameHeader {
    FrameHeader(
      bodyBytes: 0, recordCount: 0, epoch: epoch, offset: UInt64(offset),
      firstSequence: firstSequence, syncedThrough: watermark, time: time, isSeal: false,
      previous: chain, segment: segment.number,
      body: Checksum.of(UnsafeRawBufferPointer(start: nil, count: 0), seed: segment.header.seed))
  }

  /// What a frame written now says is synced.
  private var watermark: UInt64 {
    if isPlanted(.forgetWatermark) { return 0 }
    return isPlanted(.claimUnsynced) ? writtenThrough : syncedThrough
  }

  private mutating func write(
    _ bytes: UnsafeRawBufferPointer, _ first: OpenFrame, through last: OpenFrame
  ) throws(StorageError) {
    let end = last.place + last.frameBytes
    precondition(first.position.offset == offset, "frames follow each other")
    let part = UnsafeRawBufferPointer(rebasing: bytes[first.place..<end])
    try segment.file.write(part, at: UInt64(offset))
    offset += UInt32(part.count)
    bytesWritten += UInt64(part.count)
  }

  /// Makes everything written so far durable.
  mutating func sync() throws(StorageError) {
    syncCount += 1
    do {
      try segment.file.sync()
    } catch {
      guard isPlanted(.retryFailedSync) else { throw error }
      try segment.file.sync()
    }
    syncedThrough = writtenThrough
  }

  /// The headers of the segments begun since the last call.
  mutating func takeBegun() -> [SegmentHeader] {
    defer { begun.removeAll() }
    return begun
  }

  private mutating func startNext(
    time: UInt64, firstSequence: UInt64
  ) throws(StorageError) {
    var bytes = ByteWriter(capacity: SegmentHeader.bytes)
    bytes.appendZeros(FrameHeader.bytes)
    var seal = emptyFrame(at: offset, firstSequence: firstSequence, time)
    seal.isSeal = true
    let sealed = seal.encode(into: &bytes, at: 0, seed: segment.header.seed)
    let next = try beginNext(firstSequence: firstSequence, predecessor: sealed)
    try segment.file.write(bytes.bytes, at: UInt64(offset))
    if !isPlanted(.forgetSealSync) { try sync() }
    segment = next
    begun.append(next.header)
    offset = UInt32(SegmentHeader.bytes)
    chain = sealed
  }

  /// Writes and syncs the header of the next segment, whose file was prepared ahead.
  private mutating func beginNext(
    firstSequence: UInt64, predecessor: Checksum
  ) throws(StorageError) -> Segment {
    let header = SegmentHeader(
      store: store, number: segment.number + 1, epoch: epoch, firstSequence: firstSequence,
      salt: StoreID(random: entropy.randomBytes(16)), predecessor: segment.number,
      predecessorBytes: offset + UInt32(FrameHeader.bytes), predecessorChecksum: predecessor,
      isRecycled: false)
    syncCount += 1
    return try directory.begin(header)
  }
}
