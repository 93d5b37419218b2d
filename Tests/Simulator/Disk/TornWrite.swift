/// The write in whose middle the machine stopped. It can be made a little longer each time, so that
/// one run reaches every length.
package final class TornWrite {
  private let inode: VirtualInode
  private let offset: Int
  /// What was to be written.
  package let bytes: [UInt8]
  /// How many leading bytes of it are in the cache.
  package private(set) var kept: Int

  init(_ inode: VirtualInode, _ bytes: [UInt8], at offset: Int, kept: Int) {
    self.inode = inode
    self.bytes = bytes
    self.offset = offset
    self.kept = kept
  }

  /// The ends of all sectors that it touches.
  var sectorEnds: [Int] {
    let write = PendingWrite(offset: offset, bytes: bytes)
    return (0..<write.pieces()).map { write.range(ofPiece: $0, of: PendingWrite.sector).upperBound }
  }

  /// Lets the first `count` bytes reach the cache; never fewer than before.
  func keep(_ count: Int) {
    precondition(count >= kept, "what is written cannot be taken back")
    guard count > kept else { return }
    inode.write(bytes[..<count], at: offset, replacingLast: kept > 0)
    kept = count
  }
}
