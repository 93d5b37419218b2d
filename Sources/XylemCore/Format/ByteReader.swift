/// Reads values from bytes that may lie. Every read checks what is left first.
package struct ByteReader {
  private let bytes: UnsafeRawBufferPointer
  /// How many bytes were read.
  package private(set) var offset = 0

  /// Reads from the start of `bytes`, which must outlive the reader.
  package init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
  }

  /// How many bytes are left.
  package var remaining: Int { bytes.count - offset }

  /// Reads a fixed-width little-endian integer.
  package mutating func integer<Integer: FixedWidthInteger & BitwiseCopyable>(
    _: Integer.Type = Integer.self
  ) throws(FormatError) -> Integer {
    let width = MemoryLayout<Integer>.size
    guard remaining >= width else { throw .truncated }
    let value = bytes.loadUnaligned(fromByteOffset: offset, as: Integer.self)
    offset += width
    return Integer(littleEndian: value)
  }

  /// Reads a varint of at most 64 bits.
  package mutating func varint() throws(FormatError) -> UInt64 {
    // Most numbers of most records are small.
    if offset < bytes.count, bytes[offset] < 0x80 {
      offset += 1
      return UInt64(bytes[offset - 1])
    }
    return try longVarint()
  }

  private mutating func longVarint() throws(FormatError) -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let byte = try integer(UInt8.self)
      guard shift < 63 || byte <= 1 else { throw .invalid("varint") }
      value |= UInt64(byte & 0x7f) << shift
      if byte & 0x80 == 0 { return value }
      shift += 7
      guard shift <= 63 else { throw .invalid("varint") }
    }
  }

  /// Reads a varint that must not exceed `maximum`; `field` names it in the error.
  package mutating func varint<Integer: FixedWidthInteger>(
    atMost maximum: Integer, _ field: StaticString
  ) throws(FormatError) -> Integer {
    let value = try varint()
    guard value <= UInt64(maximum) else { throw .invalid("\(field)") }
    return Integer(value)
  }

  /// Reads `count` raw bytes without copying them.
  package mutating func raw(_ count: Int) throws(FormatError) -> UnsafeRawBufferPointer {
    guard count >= 0, count <= remaining else { throw .truncated }
    let slice = UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + count])
    offset += count
    return slice
  }

  /// Reads a text written by ``ByteWriter/appendText(_:)`` of at most `maximum` bytes.
  package mutating func text(
    atMost maximum: Int, _ field: StaticString
  ) throws(FormatError) -> String {
    let count: Int = try varint(atMost: maximum, field)
    guard let text = String(validating: try raw(count), as: UTF8.self) else {
      throw .invalid("\(field)")
    }
    return text
  }

  /// Fails unless every byte was read.
  package func finish(_ what: StaticString) throws(FormatError) {
    guard remaining == 0 else { throw .invalid("\(what) is followed by more bytes") }
  }
}
