extension RowPacking {
  /// Reads the row at `index`. Its numbers are in the range of their fields; whether they agree
  /// with other rows is not looked at.
  ///
  /// - Throws: `.truncated` or `.invalid` when the bytes are no row.
  mutating func unpack(
    at index: UInt32, from reader: inout ByteReader
  ) throws(FormatError) -> TaskRow {
    let fields = try reader.integer(UInt16.self)
    guard fields & ~Field.all == 0 else { throw .invalid("task row") }
    let source = PackedFields(fields: fields)
    var row = TaskRow()
    let place = try source.take(.place, else: expectedPlace, atMost: .max, &reader)
    row.generation = try source.take(
      .generation, else: expected.generation, atMost: TaskReference.generationMask, &reader)
    row.status = TaskStatus(rawValue: place & 15)
    row.priority = Int(place >> 4)
    guard place == 0 || row.status != nil else { throw .invalid("status of a task row") }
    if let status = row.status { try unpackTask(&row, status, source, &reader) }
    try unpackLinks(of: &row, at: index, source, &reader)
    learn(row)
    return row
  }

  private func unpackTask(
    _ row: inout TaskRow, _ status: TaskStatus, _ source: PackedFields, _ reader: inout ByteReader
  ) throws(FormatError) {
    row.queue = try source.take(.queue, else: expected.queue, atMost: .max, &reader)
    row.kind = try source.take(.kind, else: expected.kind, atMost: .max, &reader)
    row.location = RecordLocation(
      segment: try source.takeNear(.segment, expected.segment, &reader),
      offset: try source.takeNear(.offset, expected.offset, &reader),
      length: try source.take(
        .length, else: expected.location.length, atMost: UInt32(Limits.recordBytesMax), &reader))
    if source.holds(.companion) {
      row.companion = try source.takeNear(.companion, expectedCompanion, &reader)
      guard row.companion != RowIndex.none else { throw .invalid("companion of a task row") }
    }
    if status.isTimed {
      row.due = try source.takeNear(
        .due, expected.due, atMost: Limits.instantMillisecondsMax, &reader)
    }
    row.failures = Int(try source.take(.failures, else: UInt16(0), atMost: .max, &reader))
    row.deliveries = Int(try source.take(.deliveries, else: UInt16(0), atMost: .max, &reader))
  }

  private func unpackLinks(
    of row: inout TaskRow, at index: UInt32, _ source: PackedFields, _ reader: inout ByteReader
  ) throws(FormatError) {
    switch row.status {
    case nil: row.next = try source.takeNear(.next, index &- 1, &reader)
    case .ready, .dead:
      row.next = try source.takeNear(.next, index &+ 1, &reader)
      row.previous = try source.takeNear(.previous, index &- 1, &reader)
    default: break
    }
  }
}

/// The fields that a packed row holds, to be read in the order of their bits.
private struct PackedFields {
  let fields: UInt16

  func holds(_ field: RowPacking.Field) -> Bool { fields & field.bit != 0 }

  /// The field as it is written, or as it is expected.
  func take<Value: FixedWidthInteger>(
    _ field: RowPacking.Field, else expected: Value, atMost maximum: Value,
    _ reader: inout ByteReader
  ) throws(FormatError) -> Value {
    guard holds(field) else { return expected }
    return try reader.varint(atMost: maximum, "field of a task row")
  }

  /// The field as far from what is expected as is written, modulo the width of `Value`.
  func takeNear<Value: FixedWidthInteger & UnsignedInteger>(
    _ field: RowPacking.Field, _ expected: Value, atMost maximum: Value = .max,
    _ reader: inout ByteReader
  ) throws(FormatError) -> Value {
    guard holds(field) else { return expected }
    let written: Value = try reader.varint(atMost: .max, "field of a task row")
    let value = expected &+ (written >> 1 ^ (0 &- (written & 1)))
    guard value <= maximum else { throw .invalid("field of a task row") }
    return value
  }
}
