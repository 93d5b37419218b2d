/// The last writes of a file, kept only where they may go astray.
extension VirtualInode {
  static let rememberedWrites = 16
  /// Larger ones prepare whole segments and bring no frames.
  static let rememberedBytes = 12 * 1024

  func remember(_ bytes: UnsafeRawBufferPointer, at offset: Int) {
    guard bytes.count <= Self.rememberedBytes, bytes.contains(where: { $0 != 0 }) else { return }
    let start = min(offset, cached.count)
    let old = Array(cached[start..<min(offset + bytes.count, cached.count)])
    history.append(PastWrite(offset: offset, old: old, bytes: Array(bytes)))
    if history.count > Self.rememberedWrites { history.removeFirst() }
  }

  /// The remembered writes that nothing was written over, oldest first.
  var standing: [PastWrite] {
    history.filter { write in
      write.end <= cached.count && cached[write.offset..<write.end].elementsEqual(write.bytes)
    }
  }

  /// Where the last proof begins of what is synced: nothing but frames may be lost from there on.
  var proofStart: Int {
    let synced = standing.filter { write in
      write.end <= durable.count && durable[write.offset..<write.end].elementsEqual(write.bytes)
    }
    return synced.last?.offset ?? 0
  }

  /// Undoes the part `range` of a standing write; whether it had been synced.
  func takeBack(_ write: PastWrite, _ range: Range<Int>) -> Bool {
    let index = pending.lastIndex { $0.offset == write.offset && $0.bytes == write.bytes }
    if let index { pending.remove(at: index) }
    let before = Array(write.before[range])
    lay(before, at: write.offset + range.lowerBound, isSynced: index == nil)
    return index == nil
  }

  /// Puts bytes where nobody asked for them.
  func lay(_ bytes: [UInt8], at offset: Int, isSynced: Bool) {
    bytes.withUnsafeBytes { cached.place($0, at: offset) }
    guard isSynced else { return pending.append(PendingWrite(offset: offset, bytes: bytes)) }
    bytes.withUnsafeBytes { durable.place($0, at: offset) }
  }
}
