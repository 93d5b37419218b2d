/// What every file of a store begins with, and the checksum that its header ends with.
///
///     0    8   magic, one for each kind of file
///     8    u16 version            10  u16 zero             12  u32 feature bits
///     16   16  store id
///
/// The checksum is compared before the version is believed. So a later version must leave it where
/// it is, over the same bytes, or it would look like damage.
enum FileOpening {
  private static let checksumBytes = 4

  /// Appends the first 32 bytes.
  static func encode(
    magic: UInt64, features: UInt32 = 0, store: StoreID, into writer: inout ByteWriter
  ) {
    writer.append(magic)
    writer.append(FormatVersion.current)
    writer.append(UInt16(0))
    writer.append(features)
    store.encode(into: &writer)
  }

  /// Fills the header that began at `start` up to `bytes`: zeros, then the CRC32C of all before.
  static func close(_ writer: inout ByteWriter, from start: Int, bytes: Int) {
    writer.appendZeros(start + bytes - checksumBytes - writer.count)
    writer.append(Checksum.of(UnsafeRawBufferPointer(rebasing: writer.bytes[start...])).value)
  }

  /// The feature bits of a header that was checked.
  static func features(of header: UnsafeRawBufferPointer) -> UInt32 {
    UInt32(littleEndian: header.loadUnaligned(fromByteOffset: 12, as: UInt32.self))
  }

  /// Checks magic, checksum and version of a whole header, and reads the store's id; `reader` goes
  /// on behind it. Errors call the file `name`, and the 16 bits behind the version `zeroName`. A
  /// feature bit outside `known` is refused like a newer version.
  static func decode(
    _ header: UnsafeRawBufferPointer, magic: UInt64, name: String, zeroName: String,
    known: UInt32 = 0, ignoresChecksum: Bool = false, _ reader: inout ByteReader
  ) throws(FormatError) -> StoreID {
    guard try reader.integer(UInt64.self) == magic else { throw .invalid("\(name) magic") }
    let end = header.count - checksumBytes
    guard end >= 0 else { throw .truncated }
    var tail = ByteReader(UnsafeRawBufferPointer(rebasing: header[end...]))
    let sum = Checksum.of(UnsafeRawBufferPointer(rebasing: header[..<end]))
    guard try tail.integer() == sum.value || ignoresChecksum else {
      throw .checksum("\(name) header")
    }
    let version = try reader.integer(UInt16.self)
    let zero = try reader.integer(UInt16.self)
    try FormatVersion.check(version, features: try reader.integer(), known: known)
    guard zero == 0 else { throw .invalid(zeroName) }
    return try StoreID(decoding: &reader)
  }
}
