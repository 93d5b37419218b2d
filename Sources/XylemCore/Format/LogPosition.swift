/// A place in the log.
package struct LogPosition: Hashable, Sendable, Comparable {
  /// The number of the segment.
  package var segment: UInt32
  /// Bytes from the start of the segment's file.
  package var offset: UInt32

  /// The place `offset` bytes into segment number `segment`.
  package init(segment: UInt32, offset: UInt32) {
    self.segment = segment
    self.offset = offset
  }

  package static func < (left: LogPosition, right: LogPosition) -> Bool {
    (left.segment, left.offset) < (right.segment, right.offset)
  }
}
