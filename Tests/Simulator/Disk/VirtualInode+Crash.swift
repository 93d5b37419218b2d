extension VirtualInode {
  /// Decides what became of `writes`, oldest first.
  func settle(_ writes: [PendingWrite], _ draw: inout CrashDraw) {
    switch draw.profile.data {
    case .nothing: break
    case .everything: for write in writes { keep(write, 0..<write.bytes.count) }
    case .prefix: settlePrefix(writes, &draw)
    case .subset:
      // Drawn for each file, so that nearly all and nearly nothing come up as often as half.
      let odds = 1 + draw.generator.below(15)
      for write in writes {
        keepPieces(of: write, draw.profile.grain) { draw.generator.chance(odds, in: 16) }
      }
    case .chosen(let mask):
      for write in writes {
        keepPieces(of: write, draw.profile.grain) { draw.chosen(by: mask) }
      }
    }
  }

  /// Leaves the trace of lost bytes past the old end; what is kept is laid over it later.
  func layTail(of writes: [PendingWrite], _ draw: inout CrashDraw) {
    guard draw.profile.tail != .absent else { return }
    let oldEnd = durable.count
    grow(to: writes.reduce(oldEnd) { max($0, $1.end) })
    guard draw.profile.tail == .garbage else { return }
    for write in writes where write.end > oldEnd {
      for index in max(oldEnd, write.offset)..<write.end {
        spoil(index, with: UInt8(truncatingIfNeeded: draw.generator.next()))
      }
    }
  }

  private func settlePrefix(_ writes: [PendingWrite], _ draw: inout CrashDraw) {
    let kept = draw.generator.below(writes.count + 1)
    for write in writes.prefix(kept) { keep(write, 0..<write.bytes.count) }
    guard kept < writes.count else { return }
    let torn = writes[kept]
    let grain = draw.profile.grain
    let pieces = draw.generator.below(torn.pieces(of: grain) + 1)
    if pieces > 0 { keep(torn, 0..<torn.range(ofPiece: pieces - 1, of: grain).upperBound) }
  }

  private func keepPieces(of write: PendingWrite, _ grain: Int, where isKept: () -> Bool) {
    for piece in 0..<write.pieces(of: grain) where isKept() {
      keep(write, write.range(ofPiece: piece, of: grain))
    }
  }
}
