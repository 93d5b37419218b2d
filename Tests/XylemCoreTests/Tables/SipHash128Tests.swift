import Testing
import XylemCore

/// Goal: the hash is SipHash-2-4-128 as published, because it may be kept in records.
/// Method: vectors of the authors' reference implementation, and relations between inputs.
@Suite struct SipHash128Tests {
  private let key = SipKey(low: 0x0706_0504_0302_0100, high: 0x0f0e_0d0c_0b0a_0908)

  private func hash(_ bytes: [UInt8]) -> KeyHash { SipHash128.hash(bytes.span.bytes, key: key) }

  private func littleEndian(_ hash: KeyHash) -> [UInt8] {
    [hash.low, hash.high].flatMap { half in (0..<8).map { UInt8(half >> ($0 * 8) & 255) } }
  }

  @Test func theEmptyInput() {
    let expected: [UInt8] = [
      0xa3, 0x81, 0x7f, 0x04, 0xba, 0x25, 0xa8, 0xe6,
      0x6d, 0xf6, 0x72, 0x14, 0xc7, 0x55, 0x02, 0x93,
    ]
    #expect(littleEndian(hash([])) == expected)
  }

  @Test func oneByte() {
    let expected: [UInt8] = [
      0xda, 0x87, 0xc1, 0xd8, 0x6b, 0x99, 0xaf, 0x44,
      0x34, 0x76, 0x59, 0x11, 0x9b, 0x22, 0xfc, 0x45,
    ]
    #expect(littleEndian(hash([0])) == expected)
  }

  @Test func everyLengthAndEveryByteCounts() {
    var seen: Set<KeyHash> = []
    for length in 0..<64 {
      let bytes = (0..<length).map { UInt8($0) }
      seen.insert(hash(bytes))
      for place in 0..<length {
        var changed = bytes
        changed[place] ^= 0x80
        seen.insert(hash(changed))
      }
    }
    #expect(seen.count == 64 + 63 * 64 / 2)
  }

  @Test func bothHalvesOfTheKeyCount() {
    let bytes: [UInt8] = [1, 2, 3]
    let other = SipKey(low: key.low, high: key.high ^ 1)
    let another = SipKey(low: key.low ^ 1, high: key.high)
    let hashes: Set<KeyHash> = [
      hash(bytes), SipHash128.hash(bytes.span.bytes, key: other),
      SipHash128.hash(bytes.span.bytes, key: another),
    ]
    #expect(hashes.count == 3)
  }
}
