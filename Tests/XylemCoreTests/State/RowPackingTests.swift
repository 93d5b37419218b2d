import Testing

@testable import XylemCore

/// Goal: a packed row is read as it was, and tasks added one after the other take two bytes each.
/// Method: random rows, whose fields often follow those before; every cut and many flips.
@Suite struct RowPackingTests {
  private static func rows(_ count: UInt32, seed: UInt64) -> [TaskRow] {
    var random = SplitMix64(seed: seed)
    var row = TaskRow()
    return (0..<count).map { index in
      row = next(row, index, &random)
      return row
    }
  }

  /// A row as unpacking gives it: what its status gives no meaning holds nothing.
  private static func next(
    _ last: TaskRow, _ index: UInt32, _ random: inout SplitMix64
  ) -> TaskRow {
    var row = TaskRow()
    let isWild = UInt8.random(in: 0..<4, using: &random) == 0
    row.generation = isWild ? .random(in: 0...TaskReference.generationMask, using: &random) : 3
    row.status = TaskStatus(rawValue: isWild ? .random(in: 0...5, using: &random) : 1)
    guard let status = row.status else {
      row.next = isWild ? .random(in: 0 ... .max, using: &random) : index &- 1
      return row
    }
    row.priority = isWild ? .random(in: 0...9, using: &random) : 4
    row.queue = isWild ? .random(in: 0...99_999, using: &random) : last.queue
    row.kind = isWild ? .random(in: 0 ... .max, using: &random) : last.kind
    row.location = RecordLocation(
      segment: isWild ? .random(in: 0 ... .max, using: &random) : last.segment,
      offset: isWild ? .random(in: 0 ... .max, using: &random) : last.offset &+ 130, length: 130)
    if isWild, Bool.random(using: &random) { row.companion = .random(in: 0..<9, using: &random) }
    if isWild { row.failures = .random(in: 0...0xffff, using: &random) }
    if isWild { row.deliveries = .random(in: 0...0xffff, using: &random) }
    switch status {
    case .ready, .dead:
      row.next = isWild ? .random(in: 0 ... .max, using: &random) : index + 1
      row.previous = isWild ? .random(in: 0 ... .max, using: &random) : index &- 1
    case .delayed, .leased, .done:
      row.due = .random(in: 0...Limits.instantMillisecondsMax, using: &random)
    }
    return row
  }

  private static func pack(_ rows: [TaskRow]) -> [UInt8] {
    var writer = ByteWriter()
    var packing = RowPacking()
    for (index, row) in rows.enumerated() { packing.pack(row, at: UInt32(index), into: &writer) }
    return Array(writer.bytes)
  }

  private static func unpack(_ bytes: [UInt8], _ count: Int) throws -> [TaskRow] {
    try bytes.withUnsafeBytes { bytes in
      var reader = ByteReader(bytes)
      var packing = RowPacking()
      let rows = try (0..<count).map { try packing.unpack(at: UInt32($0), from: &reader) }
      try reader.finish("rows")
      return rows
    }
  }

  private static func words(_ row: TaskRow) -> [UInt32] {
    withUnsafeBytes(of: row) { Array($0.bindMemory(to: UInt32.self)) }
  }

  @Test(arguments: 0..<30 as Range<UInt64>) func rowsComeBackAsTheyWere(seed: UInt64) throws {
    let rows = Self.rows(2000, seed: seed)
    let unpacked = try Self.unpack(Self.pack(rows), rows.count)
    #expect(unpacked.map(Self.words) == rows.map(Self.words))
  }

  @Test func aRunOfTasksTakesTwoBytesEach() {
    let rows = (0..<4096 as Range<UInt32>).map { index in
      var row = TaskRow()
      row.status = .ready
      (row.next, row.previous) = (index + 1, index &- 1)
      row.location = RecordLocation(segment: 1, offset: 4160 + 130 * index, length: 130)
      return row
    }
    #expect(Self.pack(rows).count < 2 * rows.count + 16)
  }

  @Test func everyCutIsNoticed() throws {
    let rows = Self.rows(40, seed: 1)
    let bytes = Self.pack(rows)
    for count in 0..<bytes.count {
      #expect(throws: FormatError.self) { try Self.unpack(Array(bytes.prefix(count)), rows.count) }
    }
  }

  @Test func noBitTrapsTheReader() {
    let rows = Self.rows(40, seed: 2)
    let bytes = Self.pack(rows)
    var refused = 0
    for bit in 0..<bytes.count * 8 {
      var changed = bytes
      changed[bit / 8] ^= 1 << (bit % 8)
      if (try? Self.unpack(changed, rows.count)) == nil { refused += 1 }
    }
    #expect(refused > bytes.count, "bytes that are always believed are checked by nobody")
  }
}
