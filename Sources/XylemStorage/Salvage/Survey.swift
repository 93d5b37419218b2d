import XylemCore

/// Everything that a damaged store still proves: the best checkpoint, and the log behind it.
///
/// With a whole checkpoint, or the log's beginning, this is what opening would find, as long as
/// nothing behind it is damaged. Otherwise whatever is whole in each checkpoint counts from the
/// record on that the checkpoint was taken after.
struct Survey {
  private(set) var ledger: SalvageLedger
  private(set) var damages: [StoreDamage] = []
  private(set) var cut: RecoveryReport.Cut?
  /// The time of the last frame, in milliseconds since 1970.
  private(set) var time: UInt64 = 0
  private let examined: ExaminedStore
  private var segment: UInt32 = 0
  /// Damaged checkpoints that are still to be looked at, the oldest last.
  private var remnants: [CheckpointRemnant] = []

  private init(_ examined: ExaminedStore) {
    self.examined = examined
    ledger = SalvageLedger(store: examined.store)
  }

  /// Looks at all of it. O(bytes of log).
  static func run(_ examined: ExaminedStore) throws(StoreError) -> Survey {
    var survey = Survey(examined)
    if let damage = examined.identityDamage {
      survey.damages.append(
        StoreDamage(damage, .identity, length: UInt64(StoreIdentity.bytes)))
    }
    let start = try survey.loadCheckpoint()
    var walk = try LogWalk(examined, from: start)
    try walk.run { (sighting) throws(StoreError) in try survey.see(sighting) }
    try survey.adoptRemnants(before: .max)
    survey.time = max(survey.time, walk.tail.time)
    return survey
  }

  /// The newest whole checkpoint; without one, all that are damaged are kept for later.
  private mutating func loadCheckpoint() throws(StoreError) -> RecoveredTail? {
    let numbers: [UInt32]
    do { numbers = try examined.checkpoints.numbers() } catch { throw StoreError(error) }
    for number in numbers {
      let file = try examined.checkpoints.open(number)
      do throws(StoreError) {
        var reader = try CheckpointReader(file, number: number, store: examined.store)
        let state = try reader.load()
        adopt(state, through: reader.header.lastSequence)
        remnants = []
        return RecoveredTail(reader.header)
      } catch {
        guard case .corrupt(let corruption) = error else { throw error }
        damages.append(StoreDamage(corruption, .checkpoint))
        let remnant = try CheckpointRemnant(file, number: number, store: examined.store)
        if let remnant { remnants.append(remnant) }
      }
    }
    remnants.sort { $0.sequence > $1.sequence }
    return nil
  }

  private mutating func adopt(_ state: borrowing TaskStateMachine, through sequence: UInt64) {
    for number in 0..<UInt32(state.queues.count) {
      let queue = state.queues[number]
      ledger.adopt(queue: number, queue.name, isPaused: queue.isPaused)
    }
    for (number, kind) in state.kinds.kinds.enumerated() {
      ledger.adopt(kind: UInt16(number), kind.definition)
    }
    for image in state.images() {
      var task = SalvagedTask(image, provenThrough: sequence)
      task.order = ledger.nextOrder()
      task.definition = ledger.kinds[image.kind]
      ledger.adopt(task)
    }
  }
}

/// On the way through the log.
extension Survey {
  private mutating func see(_ sighting: LogSighting) throws(StoreError) {
    switch sighting {
    case .segment(let header): segment = header.number
    case .frame(let header, let offset, let body, _):
      try adoptRemnants(before: header.firstSequence)
      read(header, offset, body)
      time = max(time, header.time)
    case .damage(let damage, let frame):
      damages.append(damage)
      guard let lost = damage.sequences else { break }
      try adoptRemnants(before: lost.lowerBound)
      if let frame, read(frame) { break }
      try lose(through: lost.upperBound, from: lost.lowerBound)
    case .gap(_, let sequences):
      if !sequences.isEmpty { try lose(gap: sequences) }
    case .rest, .beside: break
    case .end(let position, let isCut):
      let file = StoreFileName.segmentPath(position.segment)
      if isCut { cut = RecoveryReport.Cut(file: file, offset: UInt64(position.offset)) }
    }
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

  private mutating func adoptRemnants(before sequence: UInt64) throws(StoreError) {
    while let remnant = remnants.last, remnant.sequence < sequence {
      remnants.removeLast()
      try remnant.adopt(into: &ledger, examined.segments)
    }
  }

  private mutating func read(
    _ header: FrameHeader, _ offset: UInt32, _ body: UnsafeRawBufferPointer
  ) {
    var place = 0
    var sequence = header.firstSequence
    for _ in 0..<header.recordCount {
      let rest = UnsafeRawBufferPointer(rebasing: body[place...])
      // A whole frame holds whole records; anything else was never written by us.
      guard let decoded = try? RecordCoder.decode(rest) else {
        return ledger.lose(through: header.firstSequence + UInt64(header.recordCount) - 1)
      }
      apply(decoded.record, offset, place, decoded.length, sequence)
      place += decoded.length
      sequence += 1
    }
  }

  /// Tasks in what is left of a frame are there; what else happened to them in it is not known.
  /// Whether nothing of the frame is lost.
  private mutating func read(_ frame: DamagedFrame) -> Bool {
    var found: [FrameRemains.Proven] = []
    let isWhole = FrameRemains.read(frame) { found.append($0) }
    for proven in found {
      let sequence = isWhole ? frame.firstSequence + proven.number : frame.firstSequence - 1
      apply(proven.record, frame.offset, proven.place, proven.length, sequence)
    }
    return isWhole
  }

  private mutating func apply(
    _ record: Record, _ offset: UInt32, _ place: Int, _ length: Int, _ sequence: UInt64
  ) {
    let start = offset + UInt32(FrameHeader.bytes + place)
    let location = RecordLocation(segment: segment, offset: start, length: UInt32(length))
    ledger.apply(record, at: location, sequence: sequence)
  }
}
