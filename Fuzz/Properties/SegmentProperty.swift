import Simulator
import XylemCore
import XylemStorage

/// A segment of hostile bytes is read to an end or refused, and each reading says the same. Where
/// the log was cut, it ends: what was behind makes no difference.
enum SegmentProperty {
  /// The first byte of an input says which segment it stands for, and whether checksums are made
  /// right: in three of four they are.
  static func make(_ store: Archive) -> Property {
    let segments = store.entries.indices.filter { store.entries[$0].place == 1 }
    let seeds = segments.enumerated().map { number, index in
      [UInt8(number << 2)] + store.entries[index].bytes
    }
    return Property(name: "segment", seeds: seeds, cost: 2) { input in
      guard let first = input.first else { return false }
      var archive = store
      let index = segments[Int(first >> 2) % segments.count]
      archive.entries[index].bytes = Array(input.dropFirst())
      if first & 3 != 1 { archive.repair() }
      return try isAccepted(try archive.disk(under: SampleStore.path))
    }
  }

  private static func isAccepted(_ disk: VirtualFileSystem) throws -> Bool {
    let original = disk.clone()
    guard let found = try Opening.look(at: disk) else {
      guard try Opening.look(at: original) == nil else {
        throw Property.Broken("refused once and opened once")
      }
      return false
    }
    guard try Opening.look(at: original.clone()) == found else {
      throw Property.Broken("read twice, with two results")
    }
    if let cut = found.cut { try compare(original, cut, found) }
    guard let again = try Opening.look(at: disk) else {
      throw Property.Broken("opened once, and not a second time")
    }
    guard again.cut == nil else { throw Property.Broken("cut again at \(again.cut?.offset ?? 0)") }
    return true
  }

  private static func compare(
    _ disk: VirtualFileSystem, _ cut: RecoveryReport.Cut, _ found: Opening.Found
  ) throws {
    let path = "\(SampleStore.path)/\(cut.file)"
    let bytes = disk.contents(path) ?? []
    let kept = Int(cut.offset)
    guard kept <= bytes.count else { throw Property.Broken("cut behind the end of the file") }
    let zeros = [UInt8](repeating: 0, count: bytes.count - kept)
    disk.replace(path, with: bytes[..<kept] + zeros)
    guard let clean = try Opening.look(at: disk) else {
      throw Property.Broken("a cut log is refused")
    }
    guard clean.cut == nil, clean.image == found.image else {
      throw Property.Broken("a log that ends at its cut is another one")
    }
  }
}
