/// The checksum of Castagnoli (RFC 3720, appendix B.4), a byte at a time. The engine has a faster
/// one, but a program that uses Xylem cannot see it, and this one shows what such a program can do.
struct CRC32C: Codable, Equatable {
  /// The remainder of each byte, for the reflected polynomial.
  private static let table = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { rest, _ in rest >> 1 ^ (rest & 1 == 1 ? 0x82f6_3b78 : 0) }
  }

  private(set) var value: UInt32 = 0

  mutating func add(_ bytes: [UInt8]) {
    let table = Self.table
    value = ~bytes.reduce(~value) { rest, byte in
      rest >> 8 ^ table[Int(UInt8(truncatingIfNeeded: rest) ^ byte)]
    }
  }
}
