import XylemCore

/// A begun segment: its header and its open file.
struct Segment {
  let header: SegmentHeader
  let file: any File

  var number: UInt32 { header.number }
}
