import XylemCore

/// The frames of one commit batch, laid out as they will lie in the log.
///
/// A record's place in the log is known as soon as it is appended, although its frame is written
/// later: the frames of a batch follow the last one, and a frame that would not leave room for the
/// segment's seal starts the next segment.
struct FrameBuffer: ~Copyable {
  /// Headers (left blank until the commit), records and padding, frame after frame.
  var bytes = ByteWriter(capacity: Self.usualBytes)
  private(set) var frames: [OpenFrame] = []
  /// Where the frame after the last one will start.
  private(set) var tail: LogPosition
  /// The sequence of the next record.
  private(set) var nextSequence: UInt64
  private let segmentBytes: Int
  private static let usualBytes = 64 * 1024

  init(tail: LogPosition, nextSequence: UInt64, segmentBytes: UInt32) {
    self.tail = tail
    self.nextSequence = nextSequence
    self.segmentBytes = Int(segmentBytes)
  }

  var isEmpty: Bool { frames.isEmpty }

  /// What the buffer takes of memory once a group of at most `bytesBound` bytes was added.
  func memoryBytes(adding bytesBound: Int = 0) -> Int {
    if bytesBound == 0 { return bytes.capacity }
    // The frame before is padded, and another begun.
    return bytes.capacity(adding: bytesBound + FrameHeader.bytes + FrameHeader.alignment)
  }

  /// The longest body that fits into one segment besides its header, the frame's own and the seal.
  var groupBytesMax: Int {
    let overhead = SegmentHeader.bytes + 2 * FrameHeader.bytes + FrameHeader.alignment
    return min(Limits.groupBytesMax, segmentBytes - overhead)
  }

  /// Makes room for a group of at most `bytesBound` bytes that must not be split over two frames.
  mutating func reserve(bytesBound: Int) {
    precondition(bytesBound <= groupBytesMax)
    if let frame = frames.last, frame.bodyBytes < Limits.frameBytesTarget,
      fits(frame.bodyBytes + bytesBound, at: frame.position) || isPlanted(.splitAtomicBatch)
    {
      return
    }
    beginFrame(bytesBound: bytesBound)
  }

  /// Starts a frame that may stay empty: its header alone tells how far the log is synced.
  mutating func beginFrame(bytesBound: Int) {
    closeFrame()
    if !fits(bytesBound, at: tail) {
      tail = LogPosition(segment: tail.segment + 1, offset: UInt32(SegmentHeader.bytes))
    }
    frames.append(
      OpenFrame(place: bytes.count, position: tail, firstSequence: nextSequence))
    bytes.appendZeros(FrameHeader.bytes)
  }

  private func fits(_ bodyBytes: Int, at position: LogPosition) -> Bool {
    let end = Int(position.offset) + FrameHeader.paddedBytes(bodyBytes: bodyBytes)
    return end + FrameHeader.bytes <= segmentBytes
  }

  /// Appends a record to the open frame; room was made by ``reserve(bytesBound:)``.
  mutating func append(_ record: Record, carrying carried: [UInt8]) -> RecordLocation {
    if isPlanted(.splitAtomicBatch), let last = frames.last,
      last.recordCount > 0, !fits(last.bodyBytes + carried.count + 512, at: last.position)
    {
      beginFrame(bytesBound: carried.count + 512)
    }
    let last = frames.count - 1
    let place = bytes.count
    let length = carried.withUnsafeBytes {
      RecordCoder.encode(record, carrying: $0, into: &bytes)
    }
    let offset = Int(frames[last].position.offset) + place - frames[last].place
    frames[last].recordCount += 1
    frames[last].bodyBytes += length
    nextSequence += 1
    return RecordLocation(
      segment: frames[last].position.segment, offset: UInt32(offset), length: UInt32(length))
  }

  /// Pads the open frame and moves the tail behind it.
  mutating func closeFrame() {
    guard let frame = frames.last, frame.position == tail else { return }
    bytes.appendZeros(frame.place + frame.frameBytes - bytes.count)
    tail.offset += UInt32(frame.frameBytes)
  }

  /// Forgets the frames once they are written; filling goes on at `tail`.
  ///
  /// The memory is kept for the next ones, unless they filled less than a quarter of it: then half
  /// is given back, so that one large batch is not paid for ever.
  mutating func removeAll(tail: LogPosition, nextSequence: UInt64) {
    let isLarge = bytes.count < bytes.capacity / 4 && bytes.capacity > Self.usualBytes
    bytes.removeAll(keeping: isLarge ? max(Self.usualBytes, bytes.capacity / 2) : bytes.capacity)
    frames.removeAll(keepingCapacity: true)
    self.tail = tail
    self.nextSequence = nextSequence
  }
}
