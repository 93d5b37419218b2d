extension SegmentHeader {
  /// Appends the 4,096 bytes of the header.
  package func encode(into writer: inout ByteWriter) {
    let start = writer.count
    writer.append(Self.magic)
    writer.append(FormatVersion.current)
    writer.append(UInt16(0))
    writer.append(UInt32(0))
    store.encode(into: &writer)
    writer.append(number)
    writer.append(epoch)
    writer.append(firstSequence)
    salt.encode(into: &writer)
    writer.append(predecessor)
    writer.append(predecessorBytes)
    writer.append(predecessorChecksum.value)
    writer.append(UInt32(isRecycled ? 1 : 0))
    writer.appendZeros(start + Self.sectorBytes - 4 - writer.count)
    let covered = UnsafeRawBufferPointer(rebasing: writer.bytes[start...])
    writer.append(Checksum.of(covered).value)
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
    guard try reader.integer(UInt64.self) == Self.magic else { throw .invalid("segment magic") }
    var tail = ByteReader(UnsafeRawBufferPointer(rebasing: source[(Self.sectorBytes - 4)...]))
    let covered = UnsafeRawBufferPointer(rebasing: source[..<(Self.sectorBytes - 4)])
    guard try tail.integer() == Checksum.of(covered).value else {
      throw .checksum("segment header")
    }
    let version = try reader.integer(UInt16.self)
    let segmentClass = try reader.integer(UInt16.self)
    try FormatVersion.check(version, features: try reader.integer())
    guard segmentClass == 0 else { throw .invalid("segment class") }
    store = try StoreID(decoding: &reader)
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
