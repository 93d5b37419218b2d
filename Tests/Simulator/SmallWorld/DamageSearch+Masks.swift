extension DamageSearch {
  /// Changes bytes of one file, given as its number and as offsets and masks.
  ///
  /// In the segments where the log ends, changes are brought together into one word of 8 bytes: a
  /// frame whose successors are all damaged with it is lost without a trace, and must be.
  package func change(file number: Int, _ changes: [(offset: Int, bits: UInt8)]) throws(Violation) {
    let files = session.disk.files()
    let file = files[number % files.count]
    guard !file.bytes.isEmpty, let first = changes.first?.offset else { return }
    let word = first % file.bytes.count & ~7
    let isTail = Damage.mayEndLog(file.path, files)
    let masks = changes.map { offset, bits in
      let place = isTail ? word + offset % 8 : offset % file.bytes.count
      return Damage.Mask(offset: place, bits: bits)
    }
    let damage = Damage(path: file.path, form: .masks(masks))
    let image = session.disk.clone()
    damage.apply(to: image)
    try session.examine(image, damage, floor: store.marked)
  }
}
