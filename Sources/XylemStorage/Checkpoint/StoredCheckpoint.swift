import XylemCore

/// A checkpoint file that was found or made whole.
struct StoredCheckpoint {
  let number: UInt32
  /// The sequence of the last record it holds.
  let lastSequence: UInt64
  /// The segment in which replay goes on behind it; it is needed even when nothing in it is alive.
  let tailSegment: UInt32
  /// The living bytes of segments when it was taken.
  let usage: SegmentUsage
}
