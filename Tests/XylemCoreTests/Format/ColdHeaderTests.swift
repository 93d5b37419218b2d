import Testing
import XylemCore

@Suite("The bytes of the headers of cold segments")
struct ColdHeaderTests {
  private static let checksumPlace = 508

  private static let header = ColdHeader(
    store: StoreID(first: 2, second: .max), number: Limits.hotSegmentMax + 7, epoch: 5)

  private func encode(_ header: ColdHeader = header) -> [UInt8] {
    ByteWriter.bytes { header.encode(into: &$0) }
  }

  private func decode(_ bytes: [UInt8]) throws -> ColdHeader {
    try bytes.withUnsafeBytes { try ColdHeader(decoding: $0) }
  }

  @Test("What was written is read")
  func roundTrip() throws {
    #expect(encode().count == ColdHeader.bytes)
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
    featured.forge([1, 0], at: 12, checksumAt: Self.checksumPlace)
    #expect(throws: FormatError.newerVersion(1)) { try decode(featured) }
  }

  @Test("Numbers outside of those of cold segments are refused")
  func number() throws {
    var header = Self.header
    header.number = Limits.coldSegmentMax
    #expect(try decode(encode(header)) == header)
    for forged in [[0, 0, 0, 0], [255, 255, 255, 255]] as [[UInt8]] {
      var bytes = encode()
      bytes.forge(forged, at: 32, checksumAt: Self.checksumPlace)
      #expect(throws: FormatError.invalid("number of a cold segment")) { try decode(bytes) }
    }
  }
}
