import XylemCore
import XylemStorage

/// Every single damage of a store at rest. Each must be refused with an error that names a place
/// and leaves every byte as it is, or do no harm, or cost no more than the model allows.
package final class DamageSearch {
  /// Where bytes are not zero, only each of so many bits, and lengths, is tried.
  package var busyStride = 29
  /// The same where all that follows in the file is zero.
  package var blankStride = 1009
  /// Each sector is exchanged with each of so many later ones.
  package var exchangeStride = 3
  /// A life goes on after each of so many damages to a part of a file, and after all others.
  package var lifeStride = 8
  /// How many damages were done, by specimen, kind of file, form and outcome.
  package private(set) var tally = Tally()
  let store: StoreAtRest
  private var done = 0

  /// Makes the store.
  package init(_ specimen: Specimen) throws(Violation) {
    store = try specimen.made()
  }

  var session: Session { store.session }

  /// Tries all damages of the forms wanted.
  ///
  /// - Throws: the first ``Violation``.
  package func run() throws(Violation) {
    for file in session.disk.files() {
      try flipAndCut(file.path, file.bytes)
      try spoilSectors(file.path, file.bytes)
      try moveFile(file.path)
    }
    for folder in ["segments", "checkpoints"].map({ Session.path + "/" + $0 }) {
      for form in [Damage.Form.removal, .emptying] { try attempt(Damage(path: folder, form: form)) }
    }
  }

  private func flipAndCut(_ path: String, _ bytes: [UInt8]) throws(Violation) {
    let end = (bytes.lastIndex { $0 != 0 } ?? -1) + 1
    for bit in places(below: end * 8, bytes.count * 8) {
      try attempt(Damage(path: path, form: .flip(bit: bit)))
    }
    for length in places(below: end, bytes.count) {
      try attempt(Damage(path: path, form: .cut(length: length)))
    }
  }

  private func places(below busy: Int, _ all: Int) -> [Int] {
    Array(stride(from: 0, to: busy, by: busyStride))
      + Array(stride(from: busy, to: all, by: blankStride))
  }

  private func spoilSectors(_ path: String, _ bytes: [UInt8]) throws(Violation) {
    let sectors = Array(stride(from: 0, to: bytes.count, by: Damage.sector))
    for sector in sectors {
      try attempt(Damage(path: path, form: .zeros(offset: sector)))
      try attempt(Damage(path: path, form: .garbage(offset: sector)))
      let rest = sectors.filter { $0 > sector }
      for other in rest.indices.filter({ $0.isMultiple(of: exchangeStride) }).map({ rest[$0] }) {
        try attempt(Damage(path: path, form: .exchange(sector, other)))
      }
    }
    for count in [1, Damage.sector, Int(SmallWorld.segmentBytes)] {
      for isGarbage in [false, true] {
        try attempt(Damage(path: path, form: .growth(count, isGarbage: isGarbage)))
      }
    }
  }

  private func moveFile(_ path: String) throws(Violation) {
    try attempt(Damage(path: path, form: .removal))
    guard let slash = path.lastIndex(of: "/"), StoreFileName.number(name(path)) != nil else {
      return
    }
    let folder = String(path[...slash])
    let others = session.disk.files().map(\.path).filter { $0.hasPrefix(folder) && $0 > path }
    for other in others { try attempt(Damage(path: path, form: .swap(with: other))) }
    for number in Self.freeNumbers {
      let other = folder + StoreFileName.name(number)
      if session.disk.contents(other) == nil {
        try attempt(Damage(path: path, form: .copy(to: other)))
      }
    }
  }

  /// Numbers under which a file may be found a second time: close by, far off, the highest.
  private static let freeNumbers = Array(1...12) + [999_999, Limits.fileNumberMax]

  private func name(_ path: String) -> String { String(path.split(separator: "/").last ?? "") }

  private func attempt(_ damage: Damage) throws(Violation) {
    let image = session.disk.clone()
    let before = image.files()
    damage.apply(to: image)
    let hurt = image.files()
    if before.elementsEqual(hurt, by: { $0 == $1 }), damage.form.changesBytes { return }
    done += 1
    let isFollowed = damage.range == nil || done.isMultiple(of: lifeStride)
    let outcome = try outcome(of: damage, image, isFollowed: isFollowed)
    tally.add("\(kind(of: damage.path)), \(damage.form.name): \(outcome)")
  }
}
