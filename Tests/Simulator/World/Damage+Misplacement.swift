/// Writes that a disk acknowledged and carried out elsewhere, in part, or not at all.
extension Damage {
  private static let headerBytes = 4096
  private typealias Remembered = (path: String, inode: VirtualInode)

  /// Draws a write that is remembered and still stands, and what became of it; `nil` for none.
  static func misplaced(_ image: VirtualFileSystem, _ draw: inout SeededGenerator) -> Damage? {
    var files: [Remembered] = []
    image.forEachFile { path, inode in files.append((path, inode)) }
    let written = files.filter { !$0.inode.standing.isEmpty }
    guard !written.isEmpty else { return nil }
    let source = written[draw.below(written.count)]
    let write = source.inode.standing[draw.below(source.inode.standing.count)]
    switch draw.below(4) {
    case 0: return Damage(path: source.path, form: .lost(write))
    case 1:
      let sector = draw.below(PendingWrite(write).pieces())
      return Damage(path: source.path, form: .stale(write, sector: sector))
    default:
      let target = draw.chance(1, in: 2) ? source : files[draw.below(files.count)]
      guard let offset = place(for: write, in: target, of: files, &draw) else { return nil }
      return Damage(
        path: source.path, form: .misdirected(write, to: target.path, offset: offset))
    }
  }

  /// Where in `target` a write of that length may land. What proves that the last frames are synced
  /// must stay: without any proof nobody could tell their loss from a torn tail.
  private static func place(
    for write: PastWrite, in target: Remembered, of files: [Remembered],
    _ draw: inout SeededGenerator
  ) -> Int? {
    let begun = files.filter { $0.inode.cached.starts(with: Array("XYLEMSEG".utf8)) }
    let isTail = begun.suffix(2).contains { $0.path == target.path }
    // A header that is missing in the last segment takes all the proof in it along.
    if isTail, write.offset == 0 { return nil }
    let end = isTail ? target.inode.proofStart : target.inode.cached.count
    let start = isTail ? headerBytes : 0
    let room = end - write.bytes.count
    guard room >= start else { return nil }
    let others = target.inode.standing.map(\.offset).filter {
      (start...room).contains($0) && $0 != write.offset
    }
    if !others.isEmpty, draw.chance(1, in: 2) { return others[draw.below(others.count)] }
    let offset = start + draw.below((room - start) / 8 + 1) * 8
    return draw.chance(1, in: 2) ? offset / 512 * 512 : offset
  }
}
