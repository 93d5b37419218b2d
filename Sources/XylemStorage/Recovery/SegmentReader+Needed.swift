import XylemCore

extension SegmentReader {
  /// The records in the frame at `offset` that tasks need, as `isNeeded` says; `offset` moves
  /// behind the frame. `nil` where there is no frame; none where the frame is damaged.
  func needed(
    at offset: inout Int, where isNeeded: (TaskReference, Relocation.Part, RecordLocation) -> Bool
  ) throws(StoreError) -> [Relocation]? {
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
    where isNeeded: (TaskReference, Relocation.Part, RecordLocation) -> Bool
  ) -> [Relocation] {
    var found: [Relocation] = []
    var place = 0
    while place < body.count {
      let rest = UnsafeRawBufferPointer(rebasing: body[place...])
      guard let decoded = try? RecordCoder.decode(rest) else { return found }
      let location = RecordLocation(
        segment: header.number, offset: UInt32(start + place), length: UInt32(decoded.length))
      if let kept = RecordCoder.kept(decoded, at: location),
        isNeeded(kept.task, kept.part, kept.location)
      {
        let first = Int(kept.location.offset) - start
        let bytes = Array(body[first..<first + Int(kept.location.length)])
        found.append(
          Relocation(task: kept.task, part: kept.part, location: kept.location, bytes: bytes))
      }
      place += decoded.length
    }
    return found
  }
}
