import XylemCore

/// What a segment holds at a place where a frame may start.
enum FrameScan {
  /// A frame that continues the chain: its header, the header's checksum and its records.
  case frame(FrameHeader, Checksum, body: UnsafeRawBufferPointer)
  /// No frame; whether the bytes look as if something of this segment was written there.
  case none(RecoveryEvidence.Frame)
}

extension SegmentReader {
  /// Looks at `offset` for the frame that follows `tail`.
  func scan(at offset: Int, after tail: RecoveredTail) throws(StoreError) -> FrameScan {
    let head = try bytes(at: offset, count: FrameHeader.bytes)
    guard let (frame, checksum) = decode(head, at: offset) else {
      return .none(isBlank(head) ? .blank : .damaged)
    }
    guard continues(frame, tail), frame.frameBytes <= size - offset else { return .none(.damaged) }
    let whole = try bytes(at: offset, count: FrameHeader.bytes + Int(frame.bodyBytes))
    guard whole.count == FrameHeader.bytes + Int(frame.bodyBytes) else { return .none(.damaged) }
    let body = UnsafeRawBufferPointer(rebasing: whole[FrameHeader.bytes...])
    let isIntact = Checksum.of(body, seed: header.seed) == frame.body
    guard isIntact || isPlanted(.ignoreFrameChecksum) else { return .none(.damaged) }
    return .frame(frame, checksum, body: body)
  }

  private func decode(
    _ head: UnsafeRawBufferPointer, at offset: Int
  ) -> (header: FrameHeader, checksum: Checksum)? {
    try? FrameHeader.decode(
      head, seed: header.seed, segment: header.number, offset: UInt64(offset))
  }

  /// A stale frame of an earlier epoch never follows one of a later epoch.
  private func continues(_ frame: FrameHeader, _ tail: RecoveredTail) -> Bool {
    if isPlanted(.reuseStaleFrame) { return true }
    return frame.previous == tail.chain && frame.firstSequence == tail.lastSequence + 1
      && frame.epoch >= tail.epoch
  }

  /// Zeros, or the end of the file; a recycled file may hold anything after its last frame.
  private func isBlank(_ head: UnsafeRawBufferPointer) -> Bool {
    header.isRecycled || head.allSatisfy { $0 == 0 }
  }

  /// Whether a frame header after `offset` proves that record `sequence` had been synced.
  ///
  /// Frames start at multiples of 8 and their headers check themselves against segment and place,
  /// so neither a payload nor a stale frame can pass. O(bytes left), once per opening.
  func hasWatermark(of sequence: UInt64, after offset: Int) throws(StoreError) -> Bool {
    let step = 1 << 20
    var start = offset
    while start < size {
      let part = try bytes(at: start, count: step + FrameHeader.bytes)
      let isProven = headerOffsets(in: part, limit: step).contains { place in
        let head = UnsafeRawBufferPointer(rebasing: part[place...].prefix(FrameHeader.bytes))
        guard let (frame, _) = decode(head, at: start + place) else { return false }
        return frame.syncedThrough >= sequence
      }
      if isProven { return true }
      start += step
    }
    return false
  }

  private func headerOffsets(
    in part: UnsafeRawBufferPointer, limit: Int
  ) -> LazyFilterSequence<StrideTo<Int>> {
    let end = max(0, min(limit, part.count - FrameHeader.bytes + 1))
    return stride(from: 0, to: end, by: FrameHeader.alignment).lazy.filter { place in
      part.loadUnaligned(fromByteOffset: place, as: UInt32.self).littleEndian == FrameHeader.magic
    }
  }
}
