import XylemCore
import XylemStorage

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
    /// 512 bytes are anything.
    case garbage(offset: Int)
    /// Two runs of 512 bytes are in each other's place.
    case exchange(Int, Int)
    /// The file goes on with zeros, or with anything.
    case growth(Int, isGarbage: Bool)
    /// The file, or the folder with all that is in it, is gone.
    case removal
    /// All files of the folder are gone.
    case emptying
    /// The file is there a second time.
    case copy(to: String)
    /// Two files are in each other's place.
    case swap(with: String)
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

  /// Whether a segment is left as it is on its way to be recycled: until it has its new name, only
  /// who needs it can tell the difference.
  var isBlankedHeader: Bool {
    if case .zeros(offset: 0) = form { return isInLog }
    return false
  }

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
