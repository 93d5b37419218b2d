/// What a store is, written once when its directory is made: the file `store`, 512 bytes.
///
///     0    8   magic "XYLEMSTO"
///     8    u16 version          10  u16 zero       12  u32 feature bits
///     16   16  store id
///     32   u32 segment bytes    36  u32 zero       40  u64 made at, ms since 1970
///     48       namespace, then environment: varint length and UTF-8 each; zeros up to 508
///     508  u32 CRC32C of the 508 bytes before
package struct StoreIdentity: Hashable, Sendable {
  /// The length of the file.
  package static let bytes = 512
  static let magic: UInt64 = 0x4f54_534d_454c_5958  // "XYLEMSTO"

  /// 128 random bits.
  package var id: StoreID
  /// The size of each segment file.
  package var segmentBytes: UInt32
  /// When the store was made, in milliseconds since 1970.
  package var madeAt: UInt64
  /// Which application's tasks these are.
  package var namespace: String
  /// Which environment they belong to.
  package var environment: String

  /// Makes an identity of its fields; sizes and names are checked by whoever writes it.
  package init(
    id: StoreID, segmentBytes: UInt32, madeAt: UInt64, namespace: String, environment: String
  ) {
    self.id = id
    self.segmentBytes = segmentBytes
    self.madeAt = madeAt
    self.namespace = namespace
    self.environment = environment
  }

  /// Appends the 512 bytes of the file.
  package func encode(into writer: inout ByteWriter) {
    let start = writer.count
    writer.append(Self.magic)
    writer.append(FormatVersion.current)
    writer.append(UInt16(0))
    writer.append(UInt32(0))
    id.encode(into: &writer)
    writer.append(segmentBytes)
    writer.append(UInt32(0))
    writer.append(madeAt)
    writer.appendText(namespace)
    writer.appendText(environment)
    writer.appendZeros(start + Self.bytes - 4 - writer.count)
    let covered = UnsafeRawBufferPointer(rebasing: writer.bytes[start...])
    writer.append(Checksum.of(covered).value)
  }

  /// Reads the file.
  ///
  /// The checksum is compared before the version is believed. So a later version must leave it
  /// where it is, over the same bytes, or it would look like damage.
  package init(decoding source: UnsafeRawBufferPointer) throws(FormatError) {
    var reader = ByteReader(source)
    guard try reader.integer(UInt64.self) == Self.magic else { throw .invalid("store magic") }
    let version = try reader.integer(UInt16.self)
    guard source.count == Self.bytes else { throw .truncated }
    let covered = UnsafeRawBufferPointer(rebasing: source[..<(Self.bytes - 4)])
    var tail = ByteReader(UnsafeRawBufferPointer(rebasing: source[(Self.bytes - 4)...]))
    guard try tail.integer() == Checksum.of(covered).value else { throw .checksum("store") }
    let reserved = try reader.integer(UInt16.self)
    try FormatVersion.check(version, features: try reader.integer())
    guard reserved == 0 else { throw .invalid("store header") }
    id = try StoreID(decoding: &reader)
    segmentBytes = try reader.integer()
    guard (Limits.segmentBytesMin...Limits.segmentBytesMax).contains(segmentBytes) else {
      throw .invalid("segment size")
    }
    guard try reader.integer(UInt32.self) == 0 else { throw .invalid("store header") }
    madeAt = try reader.integer()
    namespace = try RecordCoder.name(&reader).text
    environment = try RecordCoder.name(&reader).text
  }
}
