import Testing
import XylemCore

@Suite("The bytes of checkpoint headers")
struct CheckpointHeaderTests {
  private static let checksumPlace = 124

  private static let header = CheckpointHeader(
    store: StoreID(first: 2, second: .max), number: 6, epoch: 5, lastSequence: 1 << 40,
    time: Limits.instantMillisecondsMax, tail: LogPosition(segment: 3, offset: 4096),
    chain: Checksum(value: 99), leaseCounter: .max, chunkCount: 17)

  private func encode(_ header: CheckpointHeader = header) -> [UInt8] {
    ByteWriter.bytes { header.encode(into: &$0) }
  }

  private func decode(_ bytes: [UInt8]) throws -> CheckpointHeader {
    try bytes.withUnsafeBytes { try CheckpointHeader(decoding: $0) }
  }

  @Test("What was written is read")
  func roundTrip() throws {
    #expect(encode().count == CheckpointHeader.bytes)
    #expect(try decode(encode()) == Self.header)
  }

  @Test("Every bit that is turned over is noticed")
  func flips() {
    for bytes in encode().flippingEachBit() {
      #expect(throws: FormatError.self) { try decode(bytes) }
    }
  }

  @Test("A header of another length is refused")
  func truncations() {
    for bytes in encode().truncations {
      #expect(throws: FormatError.truncated) { try decode(bytes) }
    }
    #expect(throws: FormatError.truncated) { try decode(encode() + [0]) }
  }

  @Test("A later version and an unknown feature are told from damage")
  func newer() {
    var later = encode()
    later.forge([2, 0], at: 8, checksumAt: Self.checksumPlace)
    #expect(throws: FormatError.newerVersion(2)) { try decode(later) }
    var featured = encode()
    featured.forge([0, 1], at: 12, checksumAt: Self.checksumPlace)
    #expect(throws: FormatError.newerVersion(1)) { try decode(featured) }
  }

  @Test("The highest sequence is read, and one that nothing could follow is refused")
  func sequence() throws {
    var header = Self.header
    header.lastSequence = Limits.sequenceMax
    let highest = encode(header)
    #expect(try decode(highest) == header)
    header.lastSequence += 1
    let beyond = encode(header)
    #expect(throws: FormatError.invalid("checkpoint sequence")) { try decode(beyond) }
  }

  @Test("An instant that the engine cannot name is refused")
  func time() {
    var header = Self.header
    header.time = Limits.instantMillisecondsMax + 1
    let bytes = encode(header)
    #expect(throws: FormatError.invalid("checkpoint time")) { try decode(bytes) }
  }
}
