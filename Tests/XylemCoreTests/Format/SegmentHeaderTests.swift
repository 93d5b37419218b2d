import Testing
import XylemCore

@Suite("The bytes of segment headers")
struct SegmentHeaderTests {
  private static let sector = 512
  private static let checksumPlace = 508

  private static let header = SegmentHeader(
    store: StoreID(first: 1, second: .max), number: 9, epoch: 4, firstSequence: 1 << 40,
    salt: StoreID(first: 0x0123_4567_89ab_cdef, second: 5), predecessor: 8,
    predecessorBytes: 70_000, predecessorChecksum: Checksum(value: 77), isRecycled: true)

  private func encode(_ header: SegmentHeader = header) -> [UInt8] {
    ByteWriter.bytes { header.encode(into: &$0) }
  }

  private func decode(_ bytes: [UInt8]) throws -> SegmentHeader? {
    try bytes.withUnsafeBytes { try SegmentHeader.decode($0) }
  }

  @Test("What was written is read")
  func roundTrip() throws {
    #expect(encode().count == SegmentHeader.bytes)
    #expect(try decode(encode()) == Self.header)
    var fresh = Self.header
    fresh.isRecycled = false
    #expect(try decode(encode(fresh)) == fresh)
  }

  @Test("A header goes wherever the writer stands")
  func appended() throws {
    let bytes = ByteWriter.bytes { writer in
      writer.append(UInt32(7))
      Self.header.encode(into: &writer)
    }
    #expect(Array(bytes.dropFirst(4)) == encode())
  }

  @Test("Every bit of the sector that is turned over is noticed")
  func flips() {
    for bytes in encode().flippingEachBit(of: 0..<Self.sector) {
      #expect(throws: FormatError.self) { try decode(bytes) }
    }
  }

  @Test("What follows the sector is not looked at")
  func slack() throws {
    var bytes = encode()
    bytes[Self.sector] = 1
    bytes[SegmentHeader.bytes - 1] = 1
    #expect(try decode(bytes) == Self.header)
  }

  @Test("A prepared segment has no header")
  func blank() throws {
    var zeros = [UInt8](repeating: 0, count: SegmentHeader.bytes)
    #expect(try decode(zeros) == nil)
    zeros[Self.sector] = 1
    #expect(try decode(zeros) == nil)
    zeros[Self.sector - 1] = 1
    #expect(throws: FormatError.self) { try decode(zeros) }
  }

  @Test("A header that is cut short is refused")
  func truncations() {
    for count in [0, 1, 511, 512, SegmentHeader.bytes - 1] {
      #expect(throws: FormatError.truncated) { try decode([UInt8](encode()[..<count])) }
    }
  }

  @Test("A later version and an unknown feature are told from damage")
  func newer() {
    var later = encode()
    later.forge([2, 0], at: 8, checksumAt: Self.checksumPlace)
    #expect(throws: FormatError.newerVersion(2)) { try decode(later) }
    var featured = encode()
    featured.forge([0, 0, 0, 0x80], at: 12, checksumAt: Self.checksumPlace)
    #expect(throws: FormatError.newerVersion(1)) { try decode(featured) }
    var unversioned = encode()
    unversioned.forge([0, 0], at: 8, checksumAt: Self.checksumPlace)
    #expect(throws: FormatError.invalid("version")) { try decode(unversioned) }
  }

  @Test("Values without a meaning are refused")
  func meaningless() {
    var classed = encode()
    classed.forge([1], at: 10, checksumAt: Self.checksumPlace)
    #expect(throws: FormatError.invalid("segment class")) { try decode(classed) }
    var recycledTwice = encode()
    recycledTwice.forge([2], at: 76, checksumAt: Self.checksumPlace)
    #expect(throws: FormatError.invalid("recycled flag")) { try decode(recycledTwice) }
  }

  @Test("Salt and number decide the seed of the frames")
  func seeds() {
    var other = Self.header
    other.number += 1
    #expect(other.seed != Self.header.seed)
    other = Self.header
    other.salt.second ^= 1
    #expect(other.seed != Self.header.seed)
    other = Self.header
    other.epoch += 1
    #expect(other.seed == Self.header.seed)
  }
}
