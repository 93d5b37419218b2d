/// Where the bytes of a record are: in the log, or in a cold segment.
package struct RecordLocation: Hashable, Sendable {
  /// The number of the segment.
  package var segment: UInt32
  /// The record's first byte, from the start of the file.
  package var offset: UInt32
  /// The encoded length in bytes, at most ``Limits/recordBytesMax``.
  package var length: UInt32

  /// Whether it is in a cold segment, where nothing is named before it is synced.
  package var isCold: Bool { segment > Limits.hotSegmentMax }

  /// The place of a record of `length` bytes.
  package init(segment: UInt32, offset: UInt32, length: UInt32) {
    self.segment = segment
    self.offset = offset
    self.length = length
  }
}
