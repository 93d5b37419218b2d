/// The 64 bytes before the records of one commit batch. Frames start at multiples of 8.
///
///     0   u32 magic "XFR1"        4   u32 body length       8   u32 record count
///     12  u32 owner epoch         16  u64 own offset in the file
///     24  u64 sequence of the first record (of the next one, when there is none)
///     32  u64 synced through: every record up to this sequence was synced before this was built
///     40  6   time of the batch, ms since 1970              46  u16 flags: 1 = seal
///     48  u32 header checksum of the frame before           52  u32 segment number
///     56  u32 CRC32C of the body   60  u32 CRC32C of the 60 bytes before
///
/// Both checksums start from the segment's seed, so a frame that is stale, misplaced or part of a
/// payload is never taken for a real one.
package struct FrameHeader: Hashable, Sendable {
  /// The length of the header.
  @inlinable package static var bytes: Int { 64 }
  /// Every frame starts at a multiple of this.
  @inlinable package static var alignment: Int { 8 }
  /// The first four bytes of every frame.
  package static let magic: UInt32 = 0x3152_4658  // "XFR1"

  /// The length of the records that follow, without padding.
  package var bodyBytes: UInt32
  /// How many records follow.
  package var recordCount: UInt32
  /// The epoch in which it was written.
  package var epoch: UInt32
  /// Where it starts in its file.
  package var offset: UInt64
  /// The sequence of its first record.
  package var firstSequence: UInt64
  /// The highest sequence known to be synced when it was built; 0 for none.
  package var syncedThrough: UInt64
  /// The instant at which its records were decided, in milliseconds since 1970.
  package var time: UInt64
  /// Whether the log goes on in the next segment.
  package var isSeal: Bool
  /// The checksum of the frame before, across segments.
  package var previous: Checksum
  /// The segment it belongs to.
  package var segment: UInt32
  /// The checksum of the body.
  package var body: Checksum

  /// Makes a header of its fields.
  package init(
    bodyBytes: UInt32, recordCount: UInt32, epoch: UInt32, offset: UInt64, firstSequence: UInt64,
    syncedThrough: UInt64, time: UInt64, isSeal: Bool, previous: Checksum, segment: UInt32,
    body: Checksum
  ) {
    self.bodyBytes = bodyBytes
    self.recordCount = recordCount
    self.epoch = epoch
    self.offset = offset
    self.firstSequence = firstSequence
    self.syncedThrough = syncedThrough
    self.time = time
    self.isSeal = isSeal
    self.previous = previous
    self.segment = segment
    self.body = body
  }

  /// Header, body and padding.
  package var frameBytes: Int { Self.paddedBytes(bodyBytes: Int(bodyBytes)) }

  /// The length of a frame with a body of `bodyBytes`, up to where the next one starts.
  @inlinable package static func paddedBytes(bodyBytes: Int) -> Int {
    (bytes + bodyBytes + alignment - 1) / alignment * alignment
  }
}
