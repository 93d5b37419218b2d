/// The first 512 bytes of a cold segment, one sector. Records follow without gaps.
///
///     0    8   magic "XYLEMCLD"
///     8    u16 version            10  u16 zero             12  u32 feature bits
///     16   16  store id
///     32   u32 number: how far above the highest a segment of the log may have
///     36   u32 epoch in which it was begun
///     40       zeros
///     508  u32 CRC32C of the 508 bytes before
package struct ColdHeader: Hashable, Sendable {
  /// The length of the header.
  package static let bytes = 512
  static let magic: UInt64 = 0x444c_434d_454c_5958  // "XYLEMCLD"

  /// The store the segment belongs to.
  package var store: StoreID
  /// Its number, above ``Limits/hotSegmentMax``.
  package var number: UInt32
  /// The epoch in which it was begun.
  package var epoch: UInt32

  /// Makes a header of its fields.
  package init(store: StoreID, number: UInt32, epoch: UInt32) {
    self.store = store
    self.number = number
    self.epoch = epoch
  }

  /// Appends the 512 bytes.
  package func encode(into writer: inout ByteWriter) {
    let start = writer.count
    FileOpening.encode(magic: Self.magic, store: store, into: &writer)
    writer.append(number - Limits.hotSegmentMax)
    writer.append(epoch)
    FileOpening.close(&writer, from: start, bytes: Self.bytes)
  }

  /// Reads a header from the 512 bytes of `source`.
  ///
  /// - Throws: `FormatError` when a byte is not what the format allows.
  package init(decoding source: UnsafeRawBufferPointer) throws(FormatError) {
    guard source.count == Self.bytes else { throw .truncated }
    var reader = ByteReader(source)
    store = try FileOpening.decode(
      source, magic: Self.magic, name: "cold segment", zeroName: "cold segment", &reader)
    let above: UInt32 = try reader.integer()
    guard (1...Limits.coldSegmentMax - Limits.hotSegmentMax).contains(above) else {
      throw .invalid("number of a cold segment")
    }
    number = Limits.hotSegmentMax + above
    epoch = try reader.integer()
  }
}
