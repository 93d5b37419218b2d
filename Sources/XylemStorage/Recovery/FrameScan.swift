import XylemCore

/// What a segment holds at a place where a frame may start.
enum FrameScan {
  /// A frame that continues the chain: its header, the header's checksum, its records and the
  /// padding behind them.
  case frame(
    FrameHeader, Checksum, body: UnsafeRawBufferPointer, padding: UnsafeRawBufferPointer)
  /// No whole frame; whether the bytes look as if something of this segment was written there, and
  /// the header if only the records are damaged.
  case none(RecoveryEvidence.Frame, header: (FrameHeader, Checksum)? = nil)
}

extension SegmentReader {
  /// Looks at `offset` for the frame that follows `tail`; twice before it says that there is none.
  ///
  /// After damage the checksum of the frame before may not be known: then `isChainKnown` is false.
  func scan(
    at offset: Int, after tail: RecoveredTail, isChainKnown: Bool = true
  ) throws(StoreError) -> FrameScan {
    let first = try look(at: offset, after: tail, isChainKnown)
    guard case .none = first, !isPlanted(.believeFirstRead) else { return first }
    forgetWindow()
    return try look(at: offset, after: tail, isChainKnown)
  }

  private func look(
    at offset: Int, after tail: RecoveredTail, _ isChainKnown: Bool
  ) throws(StoreError) -> FrameScan {
    let head = try bytes(at: offset, count: FrameHeader.bytes)
    guard let (frame, checksum) = decode(head, at: offset) else {
      return .none(isBlank(head) ? .blank : .damaged)
    }
    guard continues(frame, tail, isChainKnown), frame.frameBytes <= size - offset else {
      return .none(.damaged)
    }
    let whole = try bytes(at: offset, count: frame.frameBytes)
    guard whole.count == frame.frameBytes else { return .none(.damaged) }
    let end = FrameHeader.bytes + Int(frame.bodyBytes)
    let body = UnsafeRawBufferPointer(rebasing: whole[FrameHeader.bytes..<end])
    let isIntact = Checksum.of(body, seed: header.seed) == frame.body
    guard isIntact || isPlanted(.ignoreFrameChecksum) else {
      return .none(.damaged, header: (frame, checksum))
    }
    return .frame(
      frame, checksum, body: body, padding: UnsafeRawBufferPointer(rebasing: whole[end...]))
  }

  private func decode(
    _ head: UnsafeRawBufferPointer, at offset: Int
  ) -> (header: FrameHeader, checksum: Checksum)? {
    try? FrameHeader.decode(
      head, seed: header.seed, segment: header.number, offset: UInt64(offset))
  }

  /// A stale frame of an earlier epoch never follows one of a later epoch.
  private func continues(
    _ frame: FrameHeader, _ tail: RecoveredTail, _ isChainKnown: Bool
  ) -> Bool {
    if isPlanted(.reuseStaleFrame) { return true }
    return (frame.previous == tail.chain || !isChainKnown)
      && frame.firstSequence == tail.lastSequence + 1 && frame.epoch >= tail.epoch
  }

  /// Zeros, or the end of the file; a recycled file may hold anything after its last frame.
  private func isBlank(_ head: UnsafeRawBufferPointer) -> Bool {
    header.isRecycled || head.allSatisfy { $0 == 0 }
  }

  /// Looks at all that lies at `start` or later: whether a frame header there proves that record
  /// `sequence` had been synced, and where what is left behind `tail` ends.
  ///
  /// Frames start at multiples of 8 and their headers are sealed with the segment's salt, so only
  /// what was written as a frame of this segment can pass. Where it lies does not matter: a disk
  /// may have put the last frame over earlier ones, and what it says is true all the same.
  /// O(bytes left), once per opening.
  func remains(
    from start: Int, behind tail: Int, proving sequence: UInt64
  ) throws(StoreError) -> Remains {
    let step = 1 << 20
    var remains = Remains(end: tail)
    for place in stride(from: start, to: size, by: step) where !remains.provesSync {
      let part = try bytes(at: place, count: step + FrameHeader.bytes)
      search(part, limit: step, startingAt: place, for: sequence, &remains)
    }
    return remains
  }

  // A plain loop: it passes over millions of places, and debug builds open stores too.
  private func search(
    _ part: UnsafeRawBufferPointer, limit: Int, startingAt start: Int, for sequence: UInt64,
    _ remains: inout Remains
  ) {
    let end = min(limit, part.count)
    var place = 0
    while place + 8 <= end {
      if place + 64 <= end, isBlank(part, at: place) {
        place += 64
        continue
      }
      let word = part.loadUnaligned(fromByteOffset: place, as: UInt64.self).littleEndian
      if word != 0 {
        if !header.isRecycled { remains.reach(start + place + 8) }
        if UInt32(truncatingIfNeeded: word) == FrameHeader.magic {
          let head = UnsafeRawBufferPointer(rebasing: part[place...].prefix(FrameHeader.bytes))
          examine(head, at: start + place, for: sequence, &remains)
          if remains.provesSync { return }
        }
      }
      place += FrameHeader.alignment
    }
  }

  /// Whether the 64 bytes at `place` are zeros, as they are nearly everywhere behind a log.
  private func isBlank(_ part: UnsafeRawBufferPointer, at place: Int) -> Bool {
    var bits: UInt64 = 0
    var offset = place
    while offset < place + 64 {
      bits |= part.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      offset += 8
    }
    return bits == 0
  }

  private func examine(
    _ head: UnsafeRawBufferPointer, at place: Int, for sequence: UInt64, _ remains: inout Remains
  ) {
    let frame = try? FrameHeader.decode(head, seed: header.seed, segment: header.number).header
    guard let frame else { return }
    remains.reach(place + FrameHeader.bytes)
    if isPlanted(.forgetLaterWatermarks) { return }
    if isPlanted(.forgetMisplacedProof), frame.offset != UInt64(place) { return }
    remains.provesSync = frame.syncedThrough >= sequence
  }
}
