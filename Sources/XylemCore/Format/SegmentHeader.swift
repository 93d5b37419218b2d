/// The first 4,096 bytes of a segment, synced before any frame follows.
///
///     0    8   magic "XYLEMSEG"
///     8    u16 version            10  u16 class (0 hot)    12  u32 feature bits
///     16   16  store id
///     32   u32 segment number     36  u32 owner epoch
///     40   u64 sequence of the first record
///     48   16  salt: random, seeds every checksum of the segment's frames
///     64   u32 predecessor's number, 0 for none
///     68   u32 predecessor's length up to the end of its seal
///     72   u32 predecessor's last frame checksum
///     76   u32 1 when the file was used before, so that stale bytes may follow the last frame
///     80       zeros
///     508  u32 CRC32C of the 508 bytes before
///     512      zeros, not looked at
///
/// All that matters is in one sector of 512 bytes, so a crash leaves the header whole or blank.
package struct SegmentHeader: Hashable, Sendable {
  /// The length of the header.
  @inlinable package static var bytes: Int { 4096 }
  /// The part that is checked.
  static let sectorBytes = 512
  static let magic: UInt64 = 0x4745_534d_454c_5958  // "XYLEMSEG"

  /// The store the segment belongs to.
  package var store: StoreID
  /// Its own number, which is also its file name.
  package var number: UInt32
  /// The epoch in which it was begun.
  package var epoch: UInt32
  /// The sequence of its first record.
  package var firstSequence: UInt64
  /// Random bits that seed the checksums of its frames.
  package var salt: StoreID
  /// The segment before it; 0 for the first.
  package var predecessor: UInt32
  /// Where the predecessor ends, seal included, in bytes.
  package var predecessorBytes: UInt32
  /// The header checksum of the predecessor's last frame.
  package var predecessorChecksum: Checksum
  /// Whether the file held another segment before.
  package var isRecycled: Bool

  /// Makes a header of its fields.
  package init(
    store: StoreID, number: UInt32, epoch: UInt32, firstSequence: UInt64, salt: StoreID,
    predecessor: UInt32, predecessorBytes: UInt32, predecessorChecksum: Checksum, isRecycled: Bool
  ) {
    self.store = store
    self.number = number
    self.epoch = epoch
    self.firstSequence = firstSequence
    self.salt = salt
    self.predecessor = predecessor
    self.predecessorBytes = predecessorBytes
    self.predecessorChecksum = predecessorChecksum
    self.isRecycled = isRecycled
  }

  /// What every checksum of the segment's frames starts from.
  package var seed: UInt32 {
    if isPlanted(.reuseStaleFrame) { return 0 }
    let words = [salt.first.littleEndian, salt.second.littleEndian, UInt64(number).littleEndian]
    return words.withUnsafeBytes { Checksum.of($0).value }
  }
}
