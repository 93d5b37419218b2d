import XylemCore

/// What a walk over the log meets, in the order of the log. Pointers are valid until the next one.
enum LogSighting {
  /// A begun segment of the chain.
  case segment(SegmentHeader)
  /// A whole frame at `offset` of the present segment, with its records and the padding behind.
  case frame(
    FrameHeader, offset: UInt32, body: UnsafeRawBufferPointer, padding: UnsafeRawBufferPointer)
  /// Synced bytes that are not what was written, and what is left when they were one frame.
  case damage(StoreDamage, DamagedFrame? = nil)
  /// Segments that are not there; whether they were let go or lost, the log cannot tell.
  case gap(numbers: Range<UInt32>, sequences: Range<UInt64>)
  /// The bytes of the present segment from `offset` on hold no frame.
  case rest(SegmentReader, offset: UInt32)
  /// A file that is not part of the log, or not yet: prepared, or begun and never used.
  case beside(UInt32)
  /// The log ends here; `isCut` when an unfinished write follows.
  case end(LogPosition, isCut: Bool)
}

/// What is left of a frame that is damaged.
struct DamagedFrame {
  /// Its header when that is whole, so that only its records are damaged.
  let header: FrameHeader?
  /// Where it starts in its segment.
  let offset: UInt32
  /// The bytes in which its records are, perhaps with padding.
  let body: UnsafeRawBufferPointer
  /// The sequence of its first record.
  let firstSequence: UInt64
  /// How many records it had.
  let recordCount: UInt64
  /// The checksum that its damaged header names for its body, and what that one starts from.
  let bodyChecksum: Checksum
  let seed: UInt32
}
