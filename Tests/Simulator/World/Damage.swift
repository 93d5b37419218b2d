/// Rot: bytes on the medium that are no longer what was written there.
struct Damage: CustomStringConvertible {
  /// What became of the place.
  enum Form {
    /// One bit is another.
    case flip(bit: Int)
    /// 512 bytes are zero.
    case zeros(offset: Int)
    /// The file ends here.
    case cut(length: Int)
    /// A write that was acknowledged did not happen.
    case lost(PastWrite)
    /// A sector of a write that was acknowledged holds what it held before.
    case stale(PastWrite, sector: Int)
    /// A write that was acknowledged happened at another place, perhaps of another file.
    case misdirected(PastWrite, to: String, offset: Int)
    /// Bytes are not what they were, each by its mask.
    case masks([Mask])
    /// The newest of several checkpoints is damaged, which must do no harm.
    case spareCheckpoint(bit: Int)
  }

  /// What became of one byte.
  struct Mask {
    let offset: Int
    let bits: UInt8
  }

  let path: String
  let form: Form

  /// What the paths of all segments begin with.
  static let log = "store/segments/"
  /// Whether a segment is damaged.
  var isInLog: Bool {
    if case .misdirected(_, let other, _) = form, other.hasPrefix(Self.log) { return true }
    return path.hasPrefix(Self.log)
  }

  var description: String { "\(form) in \(path)" }

  /// Whether the store must open all the same.
  var isSurvivable: Bool {
    if case .spareCheckpoint = form { return true }
    return false
  }

  /// Whether more than one byte may be hurt.
  var isWide: Bool {
    if case .flip = form { return false }
    return true
  }

  func apply(to image: VirtualFileSystem) {
    switch form {
    case .flip(let bit), .spareCheckpoint(let bit): image.flipBit(path, bit)
    case .zeros(let offset):
      var bytes = image.contents(path) ?? []
      for index in offset..<min(offset + 512, bytes.count) { bytes[index] = 0 }
      image.replace(path, with: bytes)
    case .masks(let masks):
      var bytes = image.contents(path) ?? []
      for mask in masks where mask.offset < bytes.count { bytes[mask.offset] ^= mask.bits }
      image.replace(path, with: bytes)
    case .cut(let length):
      image.replace(path, with: Array((image.contents(path) ?? []).prefix(length)))
    case .lost(let write): _ = image.inode(path)?.takeBack(write, 0..<write.bytes.count)
    case .stale(let write, let sector):
      let range = PendingWrite(write).range(ofPiece: sector, of: PendingWrite.sector)
      _ = image.inode(path)?.takeBack(write, range)
    case .misdirected(let write, let other, let offset):
      let isSynced = image.inode(path)?.takeBack(write, 0..<write.bytes.count) ?? true
      image.inode(other)?.lay(write.bytes, at: offset, isSynced: isSynced)
    }
  }

  /// Draws a damage to a file with something in it; `nil` when there is none.
  static func drawn(_ image: VirtualFileSystem, _ draw: inout SeededGenerator) -> Damage? {
    let files = image.files().filter { $0.bytes.usedLength > 0 }
    guard !files.isEmpty else { return nil }
    let checkpoints = files.filter { $0.path.hasPrefix("store/checkpoints/0") }
    if checkpoints.count > 1, let newest = checkpoints.last, draw.chance(1, in: 4) {
      let bit = draw.below(newest.bytes.count * 8)
      return Damage(path: newest.path, form: .spareCheckpoint(bit: bit))
    }
    let file = files[draw.below(files.count)]
    let end = file.bytes.usedLength
    if !mayEndLog(file.path, files), file.path.hasPrefix(log), draw.chance(1, in: 3) {
      return Damage(path: file.path, form: .zeros(offset: draw.below(end) / 512 * 512))
    }
    if draw.chance(1, in: 12) {
      return Damage(path: file.path, form: .cut(length: draw.below(file.bytes.count)))
    }
    return Damage(path: file.path, form: .flip(bit: draw.below(end * 8)))
  }

  /// Whether the file is a segment where the log may end. The last one with frames may lose one
  /// together with the proof that it was synced; the one begun after it may have none yet.
  static func mayEndLog(_ path: String, _ files: [(path: String, bytes: [UInt8])]) -> Bool {
    let begun = files.filter { $0.bytes.starts(with: Array("XYLEMSEG".utf8)) }
    return begun.suffix(2).contains { $0.path == path }
  }
}
