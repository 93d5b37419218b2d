/// Verifies and salvages a small store at rest after damages of one byte, or of the end of a file.
package final class ExaminationSweep {
  private let session: Session
  /// What was reached.
  package var marks: Marks { session.marks }

  /// Makes the store.
  package init(_ specimen: Specimen) throws(Violation) {
    session = try specimen.made().session
  }

  /// The store without damage is sound, and its salvage is the store.
  package func checkSoundness() throws(Violation) { try session.checkSoundness() }

  /// Flips every `stride`th bit of every file; how many.
  package func flip(every stride: Int) throws(Violation) -> Int {
    var count = 0
    for file in session.disk.files() {
      for bit in Swift.stride(from: 0, to: file.bytes.count * 8, by: stride) {
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
        try examine(Damage(path: stretch.path, form: .flip(bit: byte * 8 + byte % 8)))
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
    try session.checkExamination(of: image, damage)
  }
}
