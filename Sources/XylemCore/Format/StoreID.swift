/// 128 random bits that tell one store from every other.
package struct StoreID: Hashable, Sendable {
  /// The first 8 bytes, little-endian.
  package var first: UInt64
  /// The last 8 bytes, little-endian.
  package var second: UInt64

  /// Makes an id of its two halves.
  package init(first: UInt64, second: UInt64) {
    self.first = first
    self.second = second
  }

  /// Takes the first 16 of `random`.
  package init(random: [UInt8]) {
    precondition(random.count >= 16)
    first = random[..<8].reduce(0) { $0 << 8 | UInt64($1) }
    second = random[8..<16].reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// The 12 bits that every task id of the store carries.
  package var tag: UInt16 { UInt16(truncatingIfNeeded: first & 0xfff) }

  func encode(into writer: inout ByteWriter) {
    writer.append(first)
    writer.append(second)
  }

  init(decoding reader: inout ByteReader) throws(FormatError) {
    first = try reader.integer()
    second = try reader.integer()
  }
}
