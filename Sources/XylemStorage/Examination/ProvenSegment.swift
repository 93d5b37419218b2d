import XylemCore

/// A segment whose header is damaged, but whose salt still fits its first frame.
///
/// The salt seeds the checksum of every frame, so a frame that fits proves the salt, and says which
/// records the segment starts with. What else the header said is not known, and not needed. Without
/// its salt nothing in a segment can be proven; so if only one bit of it is wrong, that is found.
enum ProvenSegment {
  private static let salt = 48..<64

  /// Segment `number` with its own header, or with one made of what its first frame proves; `nil`
  /// when it was never begun or nothing is proven.
  static func find(
    _ number: UInt32, in segments: SegmentDirectory, of store: StoreID
  ) throws(StoreError) -> Segment? {
    do throws(StoreError) {
      return try segments.segment(number, of: store)
    } catch {
      guard case .corrupt = error else { throw error }
      let file: any File
      do { file = try segments.open(number) } catch { throw StoreError(error) }
      let header = try file.withBytes(at: 0, count: SegmentHeader.bytes + FrameHeader.bytes) {
        proven(Array($0), number, store)
      }
      return header.map { Segment(header: $0, file: file) }
    }
  }

  private static func proven(
    _ bytes: [UInt8], _ number: UInt32, _ store: StoreID
  ) -> SegmentHeader? {
    guard bytes.count == SegmentHeader.bytes + FrameHeader.bytes else { return nil }
    if let header = header(bytes, number, store) { return header }
    var bytes = bytes
    for bit in 0..<salt.count * 8 {
      let place = salt.lowerBound + bit / 8
      bytes[place] ^= 1 << UInt8(bit % 8)
      if let header = header(bytes, number, store) { return header }
      bytes[place] ^= 1 << UInt8(bit % 8)
    }
    return nil
  }

  /// The header if the salt in it fits the first frame.
  private static func header(
    _ bytes: [UInt8], _ number: UInt32, _ store: StoreID
  ) -> SegmentHeader? {
    bytes.withUnsafeBytes { bytes in
      let first = bytes.loadUnaligned(fromByteOffset: salt.lowerBound, as: UInt64.self)
      let second = bytes.loadUnaligned(fromByteOffset: salt.lowerBound + 8, as: UInt64.self)
      var header = SegmentHeader(
        store: store, number: number, epoch: 0, firstSequence: 1,
        salt: StoreID(first: UInt64(littleEndian: first), second: UInt64(littleEndian: second)),
        predecessor: 0, predecessorBytes: 0, predecessorChecksum: Checksum(value: 0),
        isRecycled: true)
      let head = UnsafeRawBufferPointer(rebasing: bytes[SegmentHeader.bytes...])
      let frame = try? FrameHeader.decode(
        head, seed: header.seed, segment: number, offset: UInt64(SegmentHeader.bytes))
      guard let frame = frame?.header else { return nil }
      header.epoch = frame.epoch
      header.firstSequence = frame.firstSequence
      header.predecessorChecksum = frame.previous
      return header
    }
  }
}
