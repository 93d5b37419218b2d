import XylemCore

/// A segment whose header is damaged, but whose salt still fits its first frame.
///
/// The salt seeds the checksum of every frame, so a frame that fits proves the salt, and says which
/// records the segment starts with. What else the header said is not known.
enum ProvenSegment {
  /// Segment `number` with its own header, or with one made of what its first frame proves; `nil`
  /// when it was never begun or nothing is proven.
  static func find(
    _ number: UInt32, in segments: SegmentDirectory, of store: StoreID
  ) throws(StoreError) -> Segment? {
    do throws(StoreError) {
      return try segments.segment(number, of: store)
    } catch .corrupt {
      let file: any File
      do { file = try segments.open(number) } catch { throw StoreError(error) }
      let header = try file.withBytes(at: 0, count: SegmentHeader.bytes + FrameHeader.bytes) {
        proven($0, number, store)
      }
      return header.map { Segment(header: $0, file: file) }
    }
  }

  private static func proven(
    _ bytes: UnsafeRawBufferPointer, _ number: UInt32, _ store: StoreID
  ) -> SegmentHeader? {
    guard bytes.count == SegmentHeader.bytes + FrameHeader.bytes else { return nil }
    let first = bytes.loadUnaligned(fromByteOffset: 48, as: UInt64.self)
    let second = bytes.loadUnaligned(fromByteOffset: 56, as: UInt64.self)
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
