extension SegmentHeader {
  /// Appends the 4,096 bytes of the header.
  package func encode(into writer: inout ByteWriter) {
    let start = writer.count
    FileOpening.encode(magic: Self.magic, store: store, into: &writer)
    writer.append(number)
    writer.append(epoch)
    writer.append(firstSequence)
    salt.encode(into: &writer)
    writer.append(predecessor)
    writer.append(predecessorBytes)
    writer.append(predecessorChecksum.value)
    writer.append(UInt32(isRecycled ? 1 : 0))
    FileOpening.close(&writer, from: start, bytes: Self.sectorBytes)
    writer.appendZeros(start + Self.bytes - writer.count)
  }

  /// Reads the header; `nil` when its sector is zero, which is what a prepared segment holds.
  package static func decode(
    _ source: UnsafeRawBufferPointer
  ) throws(FormatError) -> SegmentHeader? {
    guard source.count == bytes else { throw .truncated }
    let sector = UnsafeRawBufferPointer(rebasing: source[..<sectorBytes])
    if sector.allSatisfy({ $0 == 0 }) { return nil }
    return try SegmentHeader(decoding: sector)
  }

  private init(decoding source: UnsafeRawBufferPointer) throws(FormatError) {
    var reader = ByteReader(source)
    store = try FileOpening.decode(
      source, magic: Self.magic, name: "segment", zeroName: "segment class", &reader)
    number = try reader.integer()
    epoch = try reader.integer()
    firstSequence = try reader.integer()
    salt = try StoreID(decoding: &reader)
    predecessor = try reader.integer()
    predecessorBytes = try reader.integer()
    predecessorChecksum = Checksum(value: try reader.integer())
    let recycled = try reader.integer(UInt32.self)
    guard recycled <= 1 else { throw .invalid("recycled flag") }
    isRecycled = recycled == 1
  }
}
