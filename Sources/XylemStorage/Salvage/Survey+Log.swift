import XylemCore

/// On the way through the log.
extension Survey {
  mutating func see(_ sighting: LogSighting) throws(StoreError) {
    switch sighting {
    case .segment(let header): segment = header.number
    case .frame(let header, let offset, let body, _):
      try adoptRemnants(before: header.firstSequence)
      read(header, offset, body)
      time = max(time, header.time)
    case .damage(let damage, let frame):
      damages.append(damage)
      guard let lost = damage.sequences else {
        // The log went on in it; nobody knows how far.
        if damage.kind == .missingSegment { loseRest() }
        break
      }
      try adoptRemnants(before: lost.lowerBound)
      if let frame, read(frame) { break }
      try lose(through: lost.upperBound, from: lost.lowerBound)
    case .gap(_, let sequences):
      if !sequences.isEmpty { try lose(gap: sequences) }
    case .rest, .beside: break
    case .end(let position, let isCut):
      if examined.unreadable.reaches(beyond: position) {
        // Frames may be there.
        loseRest()
      } else if isCut {
        cut = RecoveryReport.Cut(position)
      }
    }
  }

  /// Any number of records may be lost from the end of the log.
  private mutating func loseRest() {
    if !isPlanted(.salvageForgetsDoubt) { ledger.lose(through: Limits.sequenceMax) }
  }

  /// Segments may have been let go because a checkpoint covers them; if none is whole, their
  /// records are lost all the same.
  private mutating func lose(gap sequences: Range<UInt64>) throws(StoreError) {
    damages.append(
      StoreDamage(
        file: StoreFileName.segments, offset: 0, length: 0, kind: .missingSegment,
        what: "a part of the log is not kept, and no whole checkpoint covers it",
        sequences: sequences.lowerBound...sequences.upperBound - 1))
    try lose(through: sequences.upperBound - 1, from: sequences.lowerBound)
  }

  /// What a checkpoint says from before the loss does not outlive it.
  private mutating func lose(through sequence: UInt64, from first: UInt64) throws(StoreError) {
    try adoptRemnants(before: first)
    if !isPlanted(.salvageForgetsDoubt) { ledger.lose(through: sequence) }
    try adoptRemnants(before: sequence + 1)
  }

  /// Takes what damaged checkpoints say that were taken before record `sequence`.
  mutating func adoptRemnants(before sequence: UInt64) throws(StoreError) {
    while let remnant = remnants.last, remnant.sequence < sequence {
      remnants.removeLast()
      try remnant.adopt(into: &ledger, examined.segments)
    }
  }

  private mutating func read(
    _ header: FrameHeader, _ offset: UInt32, _ body: UnsafeRawBufferPointer
  ) {
    let records = FrameRecords(header: header, body: body, segment: segment, offset: offset)
    let (_, isWhole) = records.forEach {
      take($0.decoded, at: $0.location, sequence: $0.sequence)
    }
    // A whole frame holds whole records; anything else was never written by us.
    if !isWhole { ledger.lose(through: header.firstSequence + UInt64(header.recordCount) - 1) }
  }

  /// A copy in a cold segment counts if it can be read; otherwise the task stays where it was.
  private mutating func take(
    _ decoded: RecordCoder.Decoded, at location: RecordLocation, sequence: UInt64
  ) {
    guard case .moved(let task, _, let copy) = decoded.record else {
      return ledger.apply(decoded, at: location, sequence: sequence)
    }
    guard let record = try? source.read(copy, { (record, _) in record }) else { return }
    ledger.relocate(record, of: task, at: copy, sequence: sequence)
  }

  /// Tasks in what is left of a frame are there; what else happened to them in it is not known.
  /// Whether nothing of the frame is lost.
  private mutating func read(_ frame: DamagedFrame) -> Bool {
    var found: [FrameRemains.Proven] = []
    let isWhole = FrameRemains.read(frame) { found.append($0) }
    for proven in found {
      let location = RecordLocation(
        segment: segment, offset: frame.offset + UInt32(FrameHeader.bytes + proven.place),
        length: UInt32(proven.decoded.length))
      let sequence = isWhole ? frame.firstSequence + proven.number : frame.firstSequence - 1
      take(proven.decoded, at: location, sequence: sequence)
    }
    return isWhole
  }
}
