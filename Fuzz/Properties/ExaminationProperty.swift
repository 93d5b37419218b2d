import Simulator
import XylemCore
import XylemStorage

/// A directory of hostile files is verified and salvaged, or refused with a typed error; neither
/// changes a byte of it, and what was salvaged is sound.
enum ExaminationProperty {
  static func make(_ stores: [Archive]) -> Property {
    let flags: [UInt8] = [0, 1]
    let seeds: [[UInt8]] = stores.flatMap { store in flags.map { [$0] + store.encoded } }
    return Property(name: "examination", seeds: seeds, cost: 2) { input in
      var archive = Archive(decoding: input.dropFirst())
      if input.first.map({ $0 & 3 != 1 }) ?? false { archive.repair() }
      return try examine(try archive.disk(under: SampleStore.path))
    }
  }

  private static func examine(_ disk: VirtualFileSystem) throws -> Bool {
    let before = disk.files()
    do throws(StoreError) { _ = try Verification.run(disk, SampleStore.path) } catch {}
    disk.faults.capacity = UInt64(before.reduce(0) { $0 + $1.bytes.count } + 4 << 20)
    let isSalvaged: Bool
    do throws(StoreError) {
      let name = Salvage.Name(namespace: "n", environment: "e")
      _ = try Salvage.run(
        disk, SampleStore.path, into: "/new", name: name, entropy: SeededEntropySource(seed: 3))
      isSalvaged = true
    } catch { isSalvaged = false }
    let after = disk.files().filter { !$0.path.hasPrefix("new/") }
    guard before.elementsEqual(after, by: { $0.path == $1.path && $0.bytes == $1.bytes }) else {
      throw Property.Broken("a file of the old store has changed")
    }
    guard isSalvaged else { return false }
    let report = try Verification.run(disk, "/new")
    guard report.isSound else {
      throw Property.Broken("what was salvaged is not sound: \(report.damages)")
    }
    return true
  }
}
