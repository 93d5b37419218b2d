import XylemCore

/// The records of a whole frame, one after the other.
struct FrameRecords {
  /// One of them.
  struct Element {
    let decoded: RecordCoder.Decoded
    let location: RecordLocation
    let sequence: UInt64
  }

  let header: FrameHeader
  let body: UnsafeRawBufferPointer
  let segment: UInt32
  /// Where the frame starts in its segment.
  let offset: UInt32

  /// Hands on each; returns the bytes that records take, and whether as many as the header says are
  /// what the format allows.
  func forEach(_ take: (Element) -> Void) -> (bytes: Int, isWhole: Bool) {
    var place = 0
    for number in 0..<UInt64(header.recordCount) {
      let rest = UnsafeRawBufferPointer(rebasing: body[place...])
      guard let decoded = try? RecordCoder.decode(rest) else { return (place, false) }
      let location = RecordLocation(
        segment: segment, offset: offset + UInt32(FrameHeader.bytes + place),
        length: UInt32(decoded.length))
      take(
        Element(decoded: decoded, location: location, sequence: header.firstSequence + number))
      place += decoded.length
    }
    return (place, true)
  }
}
