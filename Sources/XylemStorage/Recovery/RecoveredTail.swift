import XylemCore

/// Where the log was found to end, and what its next frame must follow.
struct RecoveredTail {
  /// Where the next frame goes.
  var position: LogPosition
  /// The header checksum of the last frame.
  var chain: Checksum
  /// The sequence of the last record; 0 for none.
  var lastSequence: UInt64
  /// The epoch of the last frame.
  var epoch: UInt32
  /// The time of the last frame, in milliseconds since 1970.
  var time: UInt64
}
