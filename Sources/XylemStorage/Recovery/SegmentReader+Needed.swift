import XylemCore

extension SegmentReader {
  /// The records in the frame at `offset` that tasks need, as `isNeeded` says; `offset` moves
  /// behind the frame. `nil` where there is no frame; none where the frame is damaged.
  func needed(
    at offset: inout Int, where isNeeded: NeededRecord.Test
  ) throws(StoreError) -> [NeededRecord]? {
    let head = try bytes(at: offset, count: FrameHeader.bytes)
    let decoded = try? FrameHeader.decode(
      head, seed: header.seed, segment: header.number, offset: UInt64(offset))
    guard let frame = decoded?.header, frame.frameBytes <= size - offset else { return nil }
    let start = offset + FrameHeader.bytes
    offset += frame.frameBytes
    let body = try bytes(at: start, count: Int(frame.bodyBytes))
    guard body.count == Int(frame.bodyBytes),
      Checksum.of(body, seed: header.seed) == frame.body
    else { return [] }
    return needed(of: body, at: start, where: isNeeded)
  }

  private func needed(
    of body: UnsafeRawBufferPointer, at start: Int,
    where isNeeded: NeededRecord.Test
  ) -> [NeededRecord] {
    var found: [NeededRecord] = []
    var place = 0
    while place < body.count {
      let rest = UnsafeRawBufferPointer(rebasing: body[place...])
      guard let decoded = try? RecordCoder.decode(rest) else { return found }
      let location = RecordLocation(
        segment: header.number, offset: UInt32(start + place), length: UInt32(decoded.length))
      let record = UnsafeRawBufferPointer(rebasing: rest[..<decoded.length])
      let needed = NeededRecord.find(decoded, at: location, in: record, where: isNeeded)
      if let needed { found.append(needed) }
      place += decoded.length
    }
    return found
  }
}
