import XylemCore

/// The log, from the first byte that is kept to the last.
extension Verification {
  mutating func lookAtLog() throws(StoreError) {
    var walk = try LogWalk(examined, from: nil)
    // The closure may not borrow `self` whole while the walk runs, and need not.
    var look = LogLook(neededFrom: neededFrom)
    try walk.run { (sighting) throws(StoreError) in try look.see(sighting) }
    report.frames = look.frames
    report.records = look.records
    report.staleBytes = look.staleBytes
    if let end = look.end, !examined.unreadable.reaches(beyond: end.position), end.isCut {
      report.cut = RecoveryReport.Cut(end.position)
    }
    report.damages += look.damages
    headed = look.headed
    for number in look.beside { leave(StoreFileName.segmentPath(number), "waits for its use") }
    try countSegments()
  }

  /// Files beside the log are read too: whatever they hold is stale.
  private mutating func countSegments() throws(StoreError) {
    let numbers: [UInt32]
    do { numbers = try examined.segments.numbers() } catch { throw StoreError(error) }
    for number in numbers {
      let file: any File
      let size: UInt64
      do {
        file = try examined.segments.open(number)
        size = try file.size()
      } catch { throw StoreError(error) }
      count(size)
      if !headed.contains(number) { report.staleBytes += try StaleBytes.count(in: file, size) }
    }
    try countColdSegments()
  }

  /// What tasks need of them is read as those are looked at; the rest matters to nobody.
  private mutating func countColdSegments() throws(StoreError) {
    do {
      for number in try examined.segments.coldNumbers() {
        count(try examined.segments.open(number).size())
      }
    } catch { throw StoreError(error) }
  }
}

/// What is seen on a walk over the log.
struct LogLook {
  let neededFrom: UInt32
  var damages: [StoreDamage] = []
  var frames: UInt64 = 0
  var records: UInt64 = 0
  var staleBytes: UInt64 = 0
  var end: (position: LogPosition, isCut: Bool)?
  var headed: Set<UInt32> = []
  var beside: [UInt32] = []
  private var segment: UInt32 = 0

  init(neededFrom: UInt32) {
    self.neededFrom = neededFrom
  }

  mutating func see(_ sighting: LogSighting) throws(StoreError) {
    switch sighting {
    case .segment(let header):
      segment = header.number
      headed.insert(segment)
    case .frame(let header, let offset, let body, let padding):
      see(header, offset, body, padding)
    case .damage(let damage, _): damages.append(damage)
    case .gap(let numbers, let sequences): see(gap: numbers, sequences)
    case .rest(let reader, let offset): staleBytes += try StaleBytes.count(in: reader, offset)
    case .beside(let number): beside.append(number)
    case .end(let position, let isCut): end = (position, isCut)
    }
  }

  private mutating func see(
    _ header: FrameHeader, _ offset: UInt32, _ body: UnsafeRawBufferPointer,
    _ padding: UnsafeRawBufferPointer
  ) {
    frames += 1
    let start = Int(offset) + FrameHeader.bytes
    if padding.contains(where: { $0 != 0 }), !isPlanted(.verifySkipsPadding) {
      note(.padding, start + body.count, padding.count, "padding is not zero")
    }
    let all = FrameRecords(header: header, body: body, segment: segment, offset: offset)
    let (bytes, isWhole) = all.forEach { see($0) }
    if !isWhole {
      note(.record, start + bytes, body.count - bytes, "a record is not what the format allows")
    } else if bytes != body.count {
      note(.record, start + bytes, body.count - bytes, "records do not fill their frame")
    }
  }

  private mutating func see(_ record: FrameRecords.Element) {
    records += 1
    guard case .relocated(let task, _) = record.decoded.record else { return }
    let copy = try? RecordCoder.decode(record.decoded.bytes)
    if copy?.record.task == task { return }
    note(
      .record, Int(record.location.offset), Int(record.location.length),
      "what was relocated is no record of its task")
  }

  private mutating func note(
    _ kind: StoreDamage.Kind, _ offset: Int, _ length: Int, _ what: String
  ) {
    damages.append(
      StoreDamage(
        file: StoreFileName.segmentPath(segment), offset: UInt64(offset), length: UInt64(length),
        kind: kind, what: what))
  }

  /// Segments go when nothing in them is needed, so only one that replay needs is a loss for sure.
  private mutating func see(gap numbers: Range<UInt32>, _ sequences: Range<UInt64>) {
    let missing = max(numbers.lowerBound, neededFrom)
    guard missing < numbers.upperBound, !sequences.isEmpty else { return }
    damages.append(
      StoreDamage(
        file: StoreFileName.segmentPath(missing), offset: 0, length: 0, kind: .missingSegment,
        what: "replay needs the segment, and it is not there",
        sequences: sequences.lowerBound...sequences.upperBound - 1))
  }
}

/// Bytes that nobody reads, counted.
enum StaleBytes {
  private static let step = 1 << 20

  /// Those behind the last frame of a segment.
  static func count(in reader: SegmentReader, _ offset: UInt32) throws(StoreError) -> UInt64 {
    var count: UInt64 = 0
    for place in stride(from: Int(offset), to: reader.size, by: step) {
      let part = try reader.bytes(at: place, count: step)
      count += nonzero(part)
    }
    return count
  }

  /// Those of a whole file that is not part of the log.
  static func count(in file: any File, _ size: UInt64) throws(StoreError) -> UInt64 {
    var count: UInt64 = 0
    var place: UInt64 = 0
    while place < size {
      count += try file.withBytes(at: place, count: step) { nonzero($0) }
      place += UInt64(step)
    }
    return count
  }

  private static func nonzero(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    bytes.reduce(0) { $1 == 0 ? $0 : $0 + 1 }
  }
}
