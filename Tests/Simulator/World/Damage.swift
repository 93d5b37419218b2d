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
    /// The newest of several checkpoints is damaged, which must do no harm.
    case spareCheckpoint(bit: Int)
  }

  let path: String
  let form: Form

  /// What the paths of all segments begin with.
  static let log = "store/segments/"
  /// Whether a segment is damaged.
  var isInLog: Bool { path.hasPrefix(Self.log) }

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

  /// The bytes that are hurt in a file of `size` bytes.
  func range(in size: Int) -> Range<Int> {
    switch form {
    case .flip(let bit), .spareCheckpoint(let bit): bit / 8..<bit / 8 + 1
    case .zeros(let offset): offset..<max(offset, min(offset + 512, size))
    case .cut(let length): length..<max(length, size)
    }
  }

  /// Whether a task whose record is at `place` must be salvaged: it lies elsewhere, or only the
  /// header of its frame is hurt.
  func spares(_ place: RecordLocation, inFrame frame: Range<Int>?) -> Bool {
    guard path.hasSuffix(StoreFileName.segmentPath(place.segment)) else { return true }
    let start = Int(place.offset)
    switch form {
    case .spareCheckpoint: return true
    case .flip(let bit):
      guard let frame, frame.contains(start) else { return true }
      // The header of a frame says nothing that its neighbours and records do not.
      return bit / 8 < frame.lowerBound + FrameHeader.bytes
    case .zeros, .cut: return false
    }
  }

  func apply(to image: VirtualFileSystem) {
    switch form {
    case .flip(let bit), .spareCheckpoint(let bit): image.flipBit(path, bit)
    case .zeros(let offset):
      var bytes = image.contents(path) ?? []
      for index in offset..<min(offset + 512, bytes.count) { bytes[index] = 0 }
      image.replace(path, with: bytes)
    case .cut(let length):
      image.replace(path, with: Array((image.contents(path) ?? []).prefix(length)))
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
    // The last segment with frames may lose one together with the proof that it was synced; the
    // one begun after it may have none yet.
    let begun = files.filter { $0.bytes.starts(with: Array("XYLEMSEG".utf8)) }.map(\.path)
    let isTail = begun.suffix(2).contains(file.path)
    if !isTail, file.path.hasPrefix(log), draw.chance(1, in: 3) {
      return Damage(path: file.path, form: .zeros(offset: draw.below(end) / 512 * 512))
    }
    if draw.chance(1, in: 12) {
      return Damage(path: file.path, form: .cut(length: draw.below(file.bytes.count)))
    }
    return Damage(path: file.path, form: .flip(bit: draw.below(end * 8)))
  }
}
