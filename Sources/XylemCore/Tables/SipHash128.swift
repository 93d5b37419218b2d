/// SipHash-2-4 with 128 bits of output (Aumasson & Bernstein, INDOCRYPT 2012; the wide output is
/// the authors' later addition, as in their reference implementation).
///
/// Keyed, so that callers who choose their own keys cannot slow the table of keys down; the result
/// is the same on every machine, so it may be kept in records.
package struct SipHash128 {
  private var v0: UInt64
  private var v1: UInt64
  private var v2: UInt64
  private var v3: UInt64

  /// The hash of `bytes`, of any length, under `key`.
  package static func hash(_ bytes: RawSpan, key: SipKey) -> KeyHash {
    var state = SipHash128(key: key)
    let tailOffset = bytes.byteCount & ~7
    for offset in stride(from: 0, to: tailOffset, by: 8) {
      let word = bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
      state.absorb(UInt64(littleEndian: word))
    }
    state.absorb(lastWord(of: bytes, from: tailOffset))
    return state.finish()
  }

  /// The specification's constants, which spell "somepseudorandomlygeneratedbytes" in four words,
  /// and 0xee, which sets the wide output apart from the narrow one.
  private init(key: SipKey) {
    v0 = key.low ^ 0x736f_6d65_7073_6575
    v1 = key.high ^ 0x646f_7261_6e64_6f6d ^ 0xee
    v2 = key.low ^ 0x6c79_6765_6e65_7261
    v3 = key.high ^ 0x7465_6462_7974_6573
  }

  /// The bytes left over, with the length modulo 256 in the highest byte.
  private static func lastWord(of bytes: RawSpan, from offset: Int) -> UInt64 {
    var word = UInt64(truncatingIfNeeded: bytes.byteCount) &<< 56
    for place in 0..<(bytes.byteCount - offset) {
      let byte = bytes.unsafeLoad(fromByteOffset: offset + place, as: UInt8.self)
      word |= UInt64(byte) &<< UInt64(place * 8)
    }
    return word
  }

  private mutating func absorb(_ word: UInt64) {
    v3 ^= word
    scramble(rounds: 2)
    v0 ^= word
  }

  private mutating func finish() -> KeyHash {
    v2 ^= 0xee
    scramble(rounds: 4)
    let low = v0 ^ v1 ^ v2 ^ v3
    v1 ^= 0xdd
    scramble(rounds: 4)
    return KeyHash(low: low, high: v0 ^ v1 ^ v2 ^ v3)
  }

  private mutating func scramble(rounds: Int) {
    for _ in 0..<rounds {
      v0 &+= v1
      v2 &+= v3
      v1 = Self.rotate(v1, by: 13) ^ v0
      v3 = Self.rotate(v3, by: 16) ^ v2
      v0 = Self.rotate(v0, by: 32)
      v2 &+= v1
      v0 &+= v3
      v1 = Self.rotate(v1, by: 17) ^ v2
      v3 = Self.rotate(v3, by: 21) ^ v0
      v2 = Self.rotate(v2, by: 32)
    }
  }

  private static func rotate(_ word: UInt64, by bits: UInt64) -> UInt64 {
    word &<< bits | word &>> (64 - bits)
  }
}
