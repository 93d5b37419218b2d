import XylemCore

/// A frame that is still being filled, or waits to be written.
struct OpenFrame {
  /// Where its header starts in the batch's buffer.
  let place: Int
  /// Where its header will start in the log.
  let position: LogPosition
  /// The sequence of its first record.
  let firstSequence: UInt64
  /// How many records it holds.
  var recordCount: UInt32 = 0
  /// The length of its records.
  var bodyBytes = 0

  /// Header, body and padding.
  var frameBytes: Int { FrameHeader.paddedBytes(bodyBytes: bodyBytes) }
}
