import Testing
import XylemCore

@Suite("The bytes of frame headers")
struct FrameHeaderTests {
  private static let seed: UInt32 = 0xdead_beef

  private static func header(isSeal: Bool = false) -> FrameHeader {
    FrameHeader(
      bodyBytes: 1000, recordCount: 250, epoch: 3, offset: 8192, firstSequence: .max,
      syncedThrough: 12, time: Limits.instantMillisecondsMax, isSeal: isSeal,
      previous: Checksum(value: 0x0102_0304), segment: 7, body: Checksum(value: .max))
  }

  private func encode(_ header: FrameHeader, seed: UInt32 = seed) -> [UInt8] {
    ByteWriter.bytes { writer in
      writer.appendZeros(FrameHeader.bytes)
      _ = header.encode(into: &writer, at: 0, seed: seed)
    }
  }

  private func decode(
    _ bytes: [UInt8], seed: UInt32 = seed, segment: UInt32 = 7, offset: UInt64 = 8192
  ) throws -> FrameHeader {
    try bytes.withUnsafeBytes {
      try FrameHeader.decode($0, seed: seed, segment: segment, offset: offset).header
    }
  }

  @Test("What was written is read", arguments: [true, false])
  func roundTrip(isSeal: Bool) throws {
    let header = Self.header(isSeal: isSeal)
    let bytes = encode(header)
    #expect(bytes.count == FrameHeader.bytes)
    #expect(try decode(bytes) == header)
    #expect(try decode(bytes + [1, 2, 3]) == header)
  }

  @Test("Writer and reader agree on the checksum, and it is what the last four bytes say")
  func checksum() throws {
    var writer = ByteWriter()
    writer.appendZeros(8 + FrameHeader.bytes)
    let written = Self.header().encode(into: &writer, at: 8, seed: Self.seed)
    let bytes = [UInt8](writer.bytes.dropFirst(8))
    let read = try bytes.withUnsafeBytes {
      try FrameHeader.decode($0, seed: Self.seed, segment: 7, offset: 8192).checksum
    }
    #expect(read == written)
    let stored = bytes.suffix(4).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    #expect(stored == written.value)
  }

  @Test("Every bit that is turned over is noticed")
  func flips() {
    for bytes in encode(Self.header()).flippingEachBit() {
      #expect(throws: FormatError.self) { try decode(bytes) }
    }
  }

  @Test("A header that is cut short is refused")
  func truncations() {
    for bytes in encode(Self.header()).truncations {
      #expect(throws: FormatError.truncated) { try decode(bytes) }
    }
  }

  @Test("A frame of another segment or place is not taken for this one")
  func misplaced() {
    let bytes = encode(Self.header())
    #expect(throws: FormatError.checksum("frame header")) { try decode(bytes, seed: 1) }
    #expect(throws: FormatError.invalid("frame place")) { try decode(bytes, segment: 8) }
    #expect(throws: FormatError.invalid("frame place")) { try decode(bytes, offset: 8200) }
  }

  @Test("More records than the body has room for are refused")
  func recordCount() throws {
    var header = Self.header()
    header.recordCount = 251
    let bytes = encode(header)
    #expect(throws: FormatError.invalid("record count")) { try decode(bytes) }
  }

  @Test("Frames are padded to a multiple of 8")
  func padding() {
    for bytes in 0...64 {
      let padded = FrameHeader.paddedBytes(bodyBytes: bytes)
      #expect(padded % 8 == 0)
      #expect((0..<8).contains(padded - 64 - bytes))
    }
  }
}
