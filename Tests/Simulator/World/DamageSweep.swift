import XylemStorage

/// Every single damage of a small store: each bit flipped, each file cut at each length. All must
/// be reported, or do no harm.
package final class DamageSweep {
  private let session: Session
  private let floor: Int
  /// What was reached.
  package var marks: Marks { session.marks }

  /// Makes the store: a short life that ends by closing it, or by the death of the process.
  package convenience init(isClosed: Bool) throws(Violation) {
    try self.init(isClosed: isClosed, steps: isClosed ? Script.length : 9)
  }

  /// A life that ends before anything is in a checkpoint, so that all of the log counts.
  package convenience init() throws(Violation) {
    try self.init(isClosed: false, steps: 5)
  }

  private init(isClosed: Bool, steps: Int) throws(Violation) {
    session = Session(segmentBytes: 16 * 1024, checkpointLogBytes: 1 << 30, seed: 3)
    try session.begin()
    var script = Script(session)
    for step in 0..<steps { try script.perform(step) }
    var draw = SeededGenerator(seed: 1)
    let count = session.end(isClosed ? .close : .processKill, nil, &draw)
    // A clean close leaves its last word in two places. Without it, the last frame is in doubt.
    floor = isClosed ? count - 1 : session.ledger.marked
  }

  /// Whether each damaged store is also verified and salvaged.
  package var isExamining: Bool {
    get { session.isExamining }
    set { session.isExamining = newValue }
  }

  /// The store without damage is sound, and its salvage is the store.
  package func checkSoundness() throws(Violation) { try session.checkSoundness() }

  /// Flips every `stride`th bit of every file, from `first`; how many.
  package func flip(every stride: Int, from first: Int = 0) throws(Violation) -> Int {
    var count = 0
    for file in session.disk.files() {
      for bit in Swift.stride(from: first, to: file.bytes.count * 8, by: stride) {
        try examine(Damage(path: file.path, form: .flip(bit: bit)))
        count += 1
      }
    }
    return count
  }

  /// Flips a bit of each byte at both ends of every frame, where its header, its shorter records
  /// and its padding are; how many.
  package func flipEnds() throws(Violation) -> Int {
    var count = 0
    for stretch in CoveredBytes(session.disk).stretches where stretch.isFrame {
      let head = stride(from: stretch.range.lowerBound, to: stretch.range.lowerBound + 64, by: 5)
      let tail = max(stretch.range.lowerBound + 64, stretch.range.upperBound - 40)
      for byte in Array(head) + Array(tail..<stretch.range.upperBound) {
        let bit = byte * 8 + byte % 8
        try examine(Damage(path: stretch.path, form: .flip(bit: bit)))
        count += 1
      }
    }
    return count
  }

  /// Cuts every file at every `stride`th length; how many.
  package func cut(every stride: Int) throws(Violation) -> Int {
    var count = 0
    for file in session.disk.files() {
      for length in Swift.stride(from: 0, to: file.bytes.count, by: stride) {
        try examine(Damage(path: file.path, form: .cut(length: length)))
        count += 1
      }
    }
    return count
  }

  private func examine(_ damage: Damage) throws(Violation) {
    let image = session.disk.clone()
    damage.apply(to: image)
    try session.examine(image, damage, floor: floor)
  }
}
