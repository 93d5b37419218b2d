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

  /// Lengths around the borders of words. The first two are the published vectors for the inputs
  /// 00 01 02 …; OpenSSL's SIPHASH (`-macopt size:16`) gives those two and the others.
  @Test(arguments: [
    (0, "a3817f04ba25a8e66df67214c7550293"), (1, "da87c1d86b99af44347659119b22fc45"),
    (7, "a1f1ebbed8dbc153c0b84aa61ff08239"), (8, "3b62a9ba6258f5610f83e264f31497b4"),
    (9, "264499060ad9baabc47f8b02bb6d71ed"), (15, "5493e99933b0a8117e08ec0f97cfc3d9"),
    (16, "6ee2a4ca67b054bbfd3315bf85230577"), (31, "2939b0183223fafc1723de4f52c43d35"),
    (63, "5150d1772f50834a503e069a973fbd7c"),
  ])
  func referenceVectors(length: Int, expected: String) {
    let bytes = littleEndian(hash((0..<length).map { UInt8($0) }))
    let hexadecimal = bytes.map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
    #expect(hexadecimal.joined() == expected)
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
