/// How damage is done to a disk.
extension Damage {
  func apply(to image: VirtualFileSystem) {
    switch form {
    case .flip(let bit), .spareCheckpoint(let bit): image.flipBit(path, bit)
    case .removal: image.delete(path)
    case .emptying:
      for file in image.files() where file.path.hasPrefix(path + "/") { image.delete(file.path) }
    case .copy(let other): image.replace(other, with: image.contents(path) ?? [])
    case .swap(let other):
      let bytes = image.contents(path) ?? []
      image.replace(path, with: image.contents(other) ?? [])
      image.replace(other, with: bytes)
    case .lost(let write): _ = image.inode(path)?.takeBack(write, 0..<write.bytes.count)
    case .stale(let write, let sector):
      let range = PendingWrite(write).range(ofPiece: sector, of: PendingWrite.sector)
      _ = image.inode(path)?.takeBack(write, range)
    case .misdirected(let write, let other, let offset):
      let isSynced = image.inode(path)?.takeBack(write, 0..<write.bytes.count) ?? true
      image.inode(other)?.lay(write.bytes, at: offset, isSynced: isSynced)
    default: image.replace(path, with: hurt(image.contents(path) ?? []))
    }
  }

  /// The bytes that are hurt; `nil` when it is not a part of one file.
  var range: Range<Int>? {
    switch form {
    case .flip(let bit): bit / 8..<bit / 8 + 1
    case .zeros(let offset), .garbage(let offset): offset..<offset + Self.sector
    case .exchange(let first, let second): min(first, second)..<max(first, second) + Self.sector
    case .cut(let length): length..<Int.max
    default: nil
    }
  }

  /// The bytes of one file afterwards.
  private func hurt(_ bytes: [UInt8]) -> [UInt8] {
    switch form {
    case .cut(let length): return Array(bytes.prefix(length))
    case .masks(let masks):
      var bytes = bytes
      for mask in masks where mask.offset < bytes.count { bytes[mask.offset] ^= mask.bits }
      return bytes
    case .growth(let count, let isGarbage):
      return bytes + (isGarbage ? Self.garbage(count) : [UInt8](repeating: 0, count: count))
    case .zeros(let offset):
      return Self.replaced(bytes, offset, [UInt8](repeating: 0, count: Self.sector))
    case .garbage(let offset): return Self.replaced(bytes, offset, Self.garbage(Self.sector))
    case .exchange(let first, let second):
      let moved = Self.replaced(bytes, first, Array(bytes[second...].prefix(Self.sector)))
      return Self.replaced(moved, second, Array(bytes[first...].prefix(Self.sector)))
    default: return bytes
    }
  }

  /// The unit in which media go bad.
  static let sector = 512

  private static func replaced(_ bytes: [UInt8], _ offset: Int, _ with: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for (index, byte) in zip(offset..<bytes.count, with) { bytes[index] = byte }
    return bytes
  }

  private static func garbage(_ count: Int) -> [UInt8] {
    var draw = SeededGenerator(seed: 0x6761_7262)
    return (0..<count).map { _ in UInt8(truncatingIfNeeded: draw.next()) }
  }
}
