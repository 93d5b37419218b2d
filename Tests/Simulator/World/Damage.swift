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
    case .cut(let length):
      image.replace(path, with: Array((image.contents(path) ?? []).prefix(length)))
    }
  }

  /// Draws a damage to a file with something in it; `nil` when there is none.
  static func drawn(_ image: VirtualFileSystem, _ draw: inout SeededGenerator) -> Damage? {
    let files = image.files().filter { file in file.bytes.contains { $0 != 0 } }
    guard !files.isEmpty else { return nil }
    let checkpoints = files.filter { $0.path.contains("/checkpoints/") }
    if checkpoints.count > 1, let newest = checkpoints.last, draw.chance(1, in: 4) {
      let bit = draw.below(newest.bytes.count * 8)
      return Damage(path: newest.path, form: .spareCheckpoint(bit: bit))
    }
    let file = files[draw.below(files.count)]
    let end = (file.bytes.lastIndex { $0 != 0 } ?? 0) + 1
    // The last begun segment may lose a frame together with the proof that it was synced.
    let begun = files.filter { Array($0.bytes.prefix(8)) == Array("XYLEMSEG".utf8) }
    if file.path != begun.last?.path, file.path.contains("/segments/"), draw.chance(1, in: 3) {
      return Damage(path: file.path, form: .zeros(offset: draw.below(end) / 512 * 512))
    }
    return Damage(path: file.path, form: .flip(bit: draw.below(end * 8)))
  }
}
