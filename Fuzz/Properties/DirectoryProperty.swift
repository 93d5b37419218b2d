import Simulator
import XylemCore
import XylemStorage

/// A directory of hostile files is refused without a change, or opens, can be worked with, and
/// opens again.
enum DirectoryProperty {
  /// The first byte of an input says whether checksums are made right: in three of four they are.
  static func make(_ stores: [Archive]) -> Property {
    let flags: [UInt8] = [0, 1]
    let seeds: [[UInt8]] = stores.flatMap { store in flags.map { [$0] + store.encoded } }
    return Property(name: "directory", seeds: seeds, cost: 2) { input in
      var archive = Archive(decoding: input.dropFirst())
      if input.first.map({ $0 & 3 != 1 }) ?? false { archive.repair() }
      return try opens(try archive.disk(under: SampleStore.path))
    }
  }

  private static func opens(_ disk: VirtualFileSystem) throws -> Bool {
    disk.faults.capacity = 4 << 20
    do {
      guard let engine = try Opening.engine(on: disk) else { return false }
      work(engine)
      engine.close()
      disk.processKill()
      guard try Opening.look(at: disk) != nil else {
        throw Property.Broken("closed, and cannot be opened again")
      }
      return true
    } catch is Opening.NoRoom { return false }
  }

  private static func work(_ engine: Engine) {
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
