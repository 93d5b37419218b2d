import XylemCore

/// A segment that is being emptied, and how far it was read.
struct Compaction {
  /// The number of the segment.
  let segment: UInt32
  /// Where the next frame of it starts.
  var offset = SegmentHeader.bytes
  /// Whether there is no further frame.
  var isAtEnd = false
  /// The last record that was written for it; nothing more is read before that one is written, so
  /// that compaction never runs ahead of the disk.
  var waitsFor: UInt64 = 0

  /// Begins at the first frame of a segment.
  init(_ segment: UInt32) {
    self.segment = segment
  }
}
