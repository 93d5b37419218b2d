import CChecksum
import Testing
import XylemCore

@Suite("Checksum") struct ChecksumTests {
  /// RFC 3720, appendix B.4, and the check value of the CRC catalogues.
  static let vectors: [(bytes: [UInt8], value: UInt32)] = [
    ([], 0),
    (Array("123456789".utf8), 0xE306_9283),
    (Array(repeating: 0, count: 32), 0x8A91_36AA),
    (Array(repeating: 0xFF, count: 32), 0x62A8_AB43),
    (Array(0..<32), 0x46DD_794E),
    ((0..<32).reversed(), 0x113F_DB5C),
  ]

  @Test("the published vectors come out", arguments: vectors)
  func knownVectors(_ vector: (bytes: [UInt8], value: UInt32)) {
    #expect(fast(vector.bytes[...]) == vector.value)
    #expect(portable(vector.bytes[...]) == vector.value)
    let checksum = vector.bytes.withUnsafeBytes { Checksum.of($0) }
    #expect(checksum == Checksum(value: vector.value))
  }

  @Test("no bytes at all leave the seed as it is")
  func noBytes() {
    #expect(xylem_crc32c(77, nil, 0) == 77)
    #expect(xylem_crc32c_portable(77, nil, 0) == 77)
    #expect(Checksum.of(UnsafeRawBufferPointer(start: nil, count: 0), seed: 77).value == 77)
  }

  @Test("tables and instructions agree for every length and alignment", arguments: 0..<8)
  func portableEqualsFast(alignment: Int) {
    let bytes = noise(5008)
    let differing = (0..<5000).filter { length in
      let part = bytes[alignment..<alignment + length]
      return fast(part, seed: UInt32(length)) != portable(part, seed: UInt32(length))
    }
    #expect(differing.isEmpty)
  }

  @Test("long lanes agree with tables around their boundaries")
  func longInputs() {
    let bytes = noise(40_000)
    let lengths = [12_287, 12_288, 12_289, 13_055, 13_056, 24_576, 25_351, 36_864, 39_999]
    for length in lengths {
      #expect(fast(bytes[1..<length + 1]) == portable(bytes[1..<length + 1]), "\(length)")
    }
  }

  @Test("a checksum can be computed in two parts, split anywhere")
  func splitting() {
    let bytes = noise(1600)
    let whole = fast(bytes[...])
    let wrong = (0...bytes.count).filter { place in
      fast(bytes[place...], seed: fast(bytes[..<place])) != whole
        || portable(bytes[place...], seed: portable(bytes[..<place])) != whole
    }
    #expect(wrong.isEmpty)
  }

  private func fast(_ bytes: ArraySlice<UInt8>, seed: UInt32 = 0) -> UInt32 {
    bytes.withUnsafeBytes { xylem_crc32c(seed, $0.baseAddress, $0.count) }
  }

  private func portable(_ bytes: ArraySlice<UInt8>, seed: UInt32 = 0) -> UInt32 {
    bytes.withUnsafeBytes { xylem_crc32c_portable(seed, $0.baseAddress, $0.count) }
  }

  /// The same unordered bytes in every run.
  private func noise(_ count: Int) -> [UInt8] {
    var state: UInt32 = 1
    return (0..<count).map { _ in
      state = state &* 1_664_525 &+ 1_013_904_223
      return UInt8(truncatingIfNeeded: state >> 24)
    }
  }
}
