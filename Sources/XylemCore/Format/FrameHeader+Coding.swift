extension FrameHeader {
  /// Writes the 64 bytes at `offset` of `writer`, where room was left; returns the header checksum.
  package func encode(
    into writer: inout ByteWriter, at place: Int, seed: UInt32
  ) -> Checksum {
    writer.overwrite(Self.magic, at: place)
    writer.overwrite(bodyBytes, at: place + 4)
    writer.overwrite(recordCount, at: place + 8)
    writer.overwrite(epoch, at: place + 12)
    writer.overwrite(offset, at: place + 16)
    writer.overwrite(firstSequence, at: place + 24)
    writer.overwrite(syncedThrough, at: place + 32)
    writer.overwrite(time | UInt64(isSeal ? 1 : 0) << 48, at: place + 40)
    writer.overwrite(previous.value, at: place + 48)
    writer.overwrite(segment, at: place + 52)
    writer.overwrite(body.value, at: place + 56)
    let covered = UnsafeRawBufferPointer(rebasing: writer.bytes[place..<place + 60])
    let checksum = Checksum.of(covered, seed: seed)
    writer.overwrite(checksum.value, at: place + 60)
    return checksum
  }

  /// Reads a header from 64 bytes and checks it against the place it was read from.
  ///
  /// - Throws: `.truncated` for fewer bytes, `.invalid` or `.checksum` for anything that this
  ///   segment's writer did not put there.
  package static func decode(
    _ source: UnsafeRawBufferPointer, seed: UInt32, segment: UInt32, offset: UInt64
  ) throws(FormatError) -> (header: FrameHeader, checksum: Checksum) {
    let found = try decode(source, seed: seed, segment: segment)
    guard found.header.offset == offset || isPlanted(.reuseStaleFrame) else {
      throw .invalid("frame place")
    }
    return found
  }

  /// Reads a header of the segment, wherever it was found: a disk may have put it elsewhere.
  ///
  /// - Throws: as above, but for the place.
  package static func decode(
    _ source: UnsafeRawBufferPointer, seed: UInt32, segment: UInt32
  ) throws(FormatError) -> (header: FrameHeader, checksum: Checksum) {
    var reader = ByteReader(source)
    guard try reader.integer(UInt32.self) == magic else { throw .invalid("frame magic") }
    guard source.count >= bytes else { throw .truncated }
    let covered = UnsafeRawBufferPointer(rebasing: source[..<60])
    let checksum = Checksum.of(covered, seed: seed)
    let stored = UInt32(littleEndian: source.loadUnaligned(fromByteOffset: 60, as: UInt32.self))
    guard stored == checksum.value else { throw .checksum("frame header") }
    let header = try FrameHeader(checkedFields: &reader)
    guard header.segment == segment || isPlanted(.reuseStaleFrame) else {
      throw .invalid("frame place")
    }
    return (header, checksum)
  }

  private init(checkedFields reader: inout ByteReader) throws(FormatError) {
    bodyBytes = try reader.integer()
    recordCount = try reader.integer()
    epoch = try reader.integer()
    offset = try reader.integer()
    firstSequence = try reader.integer()
    syncedThrough = try reader.integer()
    let word = try reader.integer(UInt64.self)
    time = word & Limits.instantMillisecondsMax
    guard word >> 48 <= 1 else { throw .invalid("frame flags") }
    isSeal = word >> 48 == 1
    previous = Checksum(value: try reader.integer())
    segment = try reader.integer()
    body = Checksum(value: try reader.integer())
    guard UInt64(recordCount) * UInt64(RecordCoder.headerBytes) <= UInt64(bodyBytes) else {
      throw .invalid("record count")
    }
  }
}
