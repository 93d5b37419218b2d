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
    FileOpening.encode(magic: Self.magic, store: id, into: &writer)
    writer.append(segmentBytes)
    writer.append(UInt32(0))
    writer.append(madeAt)
    writer.appendText(namespace)
    writer.appendText(environment)
    FileOpening.close(&writer, from: start, bytes: Self.bytes)
  }

  /// Reads the file.
  package init(decoding source: UnsafeRawBufferPointer) throws(FormatError) {
    guard source.count == Self.bytes else { throw .truncated }
    var reader = ByteReader(source)
    id = try FileOpening.decode(
      source, magic: Self.magic, name: "store", zeroName: "store header", &reader)
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
