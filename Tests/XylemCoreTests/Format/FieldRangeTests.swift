import Testing

@testable import XylemCore

/// Goal: a record whose checksum is right and one of whose fields is out of its range is refused
/// for that field.
@Suite struct FieldRangeTests {
  private static let task = TaskReference(row: 3, generation: 1)

  /// The record with its byte at `place` replaced, and a checksum that fits; `nil` also when it
  /// has no such place.
  private func error(_ record: Record, at place: Int, _ byte: UInt8) -> FormatError? {
    var bytes = ByteWriter.bytes { writer in
      let none = UnsafeRawBufferPointer(start: nil, count: 0)
      _ = RecordCoder.encode(record, carrying: none, into: &writer)
    }
    guard place < bytes.count - 4 else { return nil }
    bytes[place] = byte
    let seed = bytes[..<4].withUnsafeBytes { Checksum.of($0).value }
    let sum = bytes[4..<bytes.count - 4].withUnsafeBytes { Checksum.of($0, seed: seed).value }
    withUnsafeBytes(of: sum.littleEndian) { bytes.replaceSubrange((bytes.count - 4)..., with: $0) }
    return bytes.withUnsafeBytes { source in
      do throws(FormatError) {
        _ = try RecordCoder.decode(source)
        return nil
      } catch { return error }
    }
  }

  /// What the fields of `record` may not be, found by trying every byte at every place.
  private func errors(_ record: Record) -> Set<String> {
    var found: Set<String> = []
    for place in 4..<24 {
      for byte in UInt8.min ... .max {
        if case .invalid(let what)? = error(record, at: place, byte) { found.insert(what) }
      }
    }
    return found
  }

  @Test func deaths() {
    let found = errors(.died(Self.task, reason: .unreadable, isFailure: true))
    #expect(found.isSuperset(of: ["death reason", "failure flag"]))
  }

  @Test func additions() {
    let task = Record.Enqueued(
      reference: Self.task, queue: 1, kind: 1, priority: 4, at: 1_700_000_000_000, due: nil,
      expiry: nil, uniqueKey: "a key that makes it long")
    let found = errors(.enqueued(task))
    #expect(found.isSuperset(of: ["enqueued flags", "priority"]))
  }

  @Test(arguments: [
    [UInt8](repeating: 0xff, count: 9) + [0x02], [UInt8](repeating: 0x80, count: 11),
    [UInt8](repeating: 0xff, count: 12),
  ])
  func aVarintBeyond64BitsIsRefused(bytes: [UInt8]) {
    #expect(throws: FormatError.invalid("varint")) { try varint(bytes) }
  }

  private func varint(_ bytes: [UInt8]) throws -> UInt64 {
    try bytes.withUnsafeBytes { source in
      var reader = ByteReader(source)
      return try reader.varint()
    }
  }

  @Test func theLargestVarintIsRead() throws {
    #expect(try varint([UInt8](repeating: 0xff, count: 9) + [1]) == .max)
  }

  @Test func aFrameWithUnknownFlagsIsRefused() {
    let header = FrameHeader(
      bodyBytes: 64, recordCount: 2, epoch: 1, offset: 4096, firstSequence: 10, syncedThrough: 9,
      time: 1_700_000_000_000, isSeal: false, previous: Checksum(value: 5), segment: 3,
      body: Checksum(value: 6))
    var bytes = ByteWriter.bytes { writer in
      writer.appendZeros(FrameHeader.bytes)
      _ = header.encode(into: &writer, at: 0, seed: 7)
    }
    bytes[46] = 2
    let sum = bytes[..<60].withUnsafeBytes { Checksum.of($0, seed: 7).value }
    withUnsafeBytes(of: sum.littleEndian) { bytes.replaceSubrange(60..., with: $0) }
    #expect(throws: FormatError.invalid("frame flags")) {
      try bytes.withUnsafeBytes { source in
        _ = try FrameHeader.decode(source, seed: 7, segment: 3, offset: 4096)
      }
    }
  }
}
