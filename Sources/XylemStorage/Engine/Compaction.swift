import XylemCore

/// A segment that is being emptied, and how far it was read.
struct Compaction {
  /// The number of the segment.
  let segment: UInt32
  /// Where the next frame of it starts, or in a cold one the next record.
  var offset: Int
  /// Whether there is nothing further.
  var isAtEnd = false

  /// Begins at the start of a segment.
  init(_ segment: UInt32) {
    self.segment = segment
    offset = segment > Limits.hotSegmentMax ? ColdHeader.bytes : SegmentHeader.bytes
  }
}
