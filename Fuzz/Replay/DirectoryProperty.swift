import Simulator
import XylemCore
import XylemStorage

/// A directory of hostile files is refused with a typed error, or opens and can be worked with.
enum DirectoryProperty {
  /// The first byte of an input says whether checksums are made right: in three of four they are.
  static func make(_ stores: [Archive]) -> Property {
    let flags: [UInt8] = [0, 1]
    let seeds: [[UInt8]] = stores.flatMap { store in flags.map { [$0] + store.encoded } }
    return Property(name: "directory", seeds: seeds) { input in
      var archive = Archive(decoding: input.dropFirst())
      if input.first.map({ $0 & 3 != 1 }) ?? false { archive.repair() }
      return try opens(try archive.disk(under: SampleStore.path))
    }
  }

  private static func opens(_ disk: VirtualFileSystem) throws -> Bool {
    disk.faults.capacity = 4 << 20
    let engine: Engine
    do throws(StoreError) {
      engine = try Engine.open(
        disk, SampleStore.path, SampleStore.options, time: ManualTimeSource(),
        entropy: SeededEntropySource(seed: 2))
    } catch { return false }
    try work(engine)
    engine.close()
    return true
  }

  private static func work(_ engine: Engine) throws {
    _ = engine.submit(.enqueue(SampleStore.task(1)), durability: .synced, waiter: .none)
    let outcome = engine.submit(SampleStore.lease(50), durability: .synced, waiter: .none)
    while engine.commitOnce() {}
    engine.maintain()
    guard case .success(.leased(let tasks)) = outcome else { return }
    for task in tasks {
      let token = SampleStore.token(of: task, engine)
      _ = engine.submit(.complete(token, result: []), durability: .synced, waiter: .none)
    }
    while engine.commitOnce() {}
  }
}
