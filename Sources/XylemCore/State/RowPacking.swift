/// Task rows as a checkpoint holds them: each says only where it differs from what the rows before
/// it in its chunk let expect. Tasks that were added one after the other take two bytes each.
///
/// A row begins with 16 bits, one for each field that is not as expected; those fields follow in
/// the order of the bits, as varints. What a row's status gives no meaning is left out, and so is
/// the counter of its lease: leases end when a store opens.
struct RowPacking {
  /// The fields, by bit. What each is expected to be is on the page CheckpointFormat.
  enum Field: UInt16 {
    case place, generation, queue, kind, segment, offset, length, companion
    case due, failures, deliveries, next, previous

    /// A row with any other bit is damaged.
    static let all: UInt16 = (1 << 13) - 1

    var bit: UInt16 { 1 << rawValue }
  }

  /// What the next row is expected to be like, but for its links.
  private(set) var expected = TaskRow()
  /// Status in the low half, priority in the high half.
  private(set) var expectedPlace: UInt8 = 0
  private(set) var expectedCompanion: UInt32 = 0
  private var fields: UInt16 = 0

  /// Appends the row at `index`; rows of a chunk are packed in the order of their indices.
  mutating func pack(_ row: TaskRow, at index: UInt32, into writer: inout ByteWriter) {
    let start = writer.count
    writer.append(UInt16(0))
    fields = 0
    put(.place, UInt64(Self.place(of: row)), unless: UInt64(expectedPlace), &writer)
    put(.generation, UInt64(row.generation), unless: UInt64(expected.generation), &writer)
    if let status = row.status { packTask(row, status, into: &writer) }
    packLinks(of: row, at: index, into: &writer)
    writer.overwrite(fields, at: start)
    learn(row)
  }

  private mutating func packTask(
    _ row: TaskRow, _ status: TaskStatus, into writer: inout ByteWriter
  ) {
    put(.queue, UInt64(row.queue), unless: UInt64(expected.queue), &writer)
    put(.kind, UInt64(row.kind), unless: UInt64(expected.kind), &writer)
    putNear(.segment, row.segment, expected.segment, &writer)
    putNear(.offset, row.offset, expected.offset, &writer)
    let length = UInt64(row.location.length)
    put(.length, length, unless: UInt64(expected.location.length), &writer)
    if row.companion != RowIndex.none {
      fields |= Field.companion.bit
      writer.appendVarint(UInt64(Self.zigzag(row.companion &- expectedCompanion)))
    }
    if status.isTimed { putNear(.due, row.due, expected.due, &writer) }
    let failures = isPlanted(.forgetFailuresInCheckpoint) ? 0 : row.failures
    put(.failures, UInt64(failures), unless: 0, &writer)
    put(.deliveries, UInt64(row.deliveries), unless: 0, &writer)
  }

  private mutating func packLinks(
    of row: TaskRow, at index: UInt32, into writer: inout ByteWriter
  ) {
    switch row.status {
    case nil: putNear(.next, row.next, index &- 1, &writer)
    case .ready, .dead:
      putNear(.next, row.next, index &+ 1, &writer)
      putNear(.previous, row.previous, index &- 1, &writer)
    default: break
    }
  }

  private mutating func put(
    _ field: Field, _ value: UInt64, unless expected: UInt64, _ writer: inout ByteWriter
  ) {
    guard value != expected else { return }
    fields |= field.bit
    writer.appendVarint(value)
  }

  private mutating func putNear<Value: FixedWidthInteger & UnsignedInteger>(
    _ field: Field, _ value: Value, _ expected: Value, _ writer: inout ByteWriter
  ) {
    guard value != expected else { return }
    fields |= field.bit
    writer.appendVarint(UInt64(Self.zigzag(value &- expected)))
  }

  /// Small differences of either sign become small numbers: 0, -1, 1, -2 are 0, 1, 2, 3. Modulo
  /// the width, so that a row can be read without knowing its index: only its links are wrong then.
  private static func zigzag<Value: FixedWidthInteger & UnsignedInteger>(
    _ difference: Value
  ) -> Value {
    difference << 1 ^ (0 &- difference >> (Value.bitWidth - 1))
  }

  private static func place(of row: TaskRow) -> UInt8 {
    guard let status = row.status else { return 0 }
    return status.rawValue | UInt8(row.priority) << 4
  }

  /// Expects the next row to follow `row`: its record behind that one's.
  mutating func learn(_ row: TaskRow) {
    expectedPlace = Self.place(of: row)
    expected.generation = row.generation
    guard let status = row.status else { return }
    expected.queue = row.queue
    expected.kind = row.kind
    expected.location = RecordLocation(
      segment: row.segment, offset: row.offset &+ row.location.length,
      length: row.location.length)
    if row.companion != RowIndex.none { expectedCompanion = row.companion &+ 1 }
    if status.isTimed { expected.due = row.due }
  }
}

extension TaskStatus {
  /// Whether a task at this status waits in a timer.
  var isTimed: Bool { self == .delayed || self == .leased || self == .done }
}
