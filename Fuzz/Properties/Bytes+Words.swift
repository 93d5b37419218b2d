import XylemCore

/// Little-endian numbers in bytes, for repairing checksums.
extension [UInt8] {
  func word(at place: Int) -> UInt32? {
    guard place >= 0, place + 4 <= count else { return nil }
    return withUnsafeBytes {
      UInt32(littleEndian: $0.loadUnaligned(fromByteOffset: place, as: UInt32.self))
    }
  }

  mutating func setWord(_ value: UInt32, at place: Int) {
    guard place >= 0, place + 4 <= count else { return }
    for index in 0..<4 { self[place + index] = UInt8(truncatingIfNeeded: value >> (8 * index)) }
  }

  /// The checksum of a part that lies within.
  func checksum(_ range: Range<Int>, seed: UInt32 = 0) -> UInt32 {
    withUnsafeBytes { Checksum.of(UnsafeRawBufferPointer(rebasing: $0[range]), seed: seed).value }
  }
}
