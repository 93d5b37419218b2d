import Simulator
import XylemCore
import XylemStorage

/// What an engine makes of a disk: the same every time, and nothing is changed when it refuses.
enum Opening {
  /// What an opening found.
  struct Found: Equatable {
    let cut: RecoveryReport.Cut?
    /// All tasks, as a checkpoint would hold them.
    let image: [UInt8]
  }

  /// The disk had no room, so nothing can be said about the bytes on it.
  struct NoRoom: Error {}

  /// Opens a store, which is left to the caller; `nil` when it is refused.
  ///
  /// - Throws: `Broken` when a refusal changed a file; ``NoRoom``.
  static func engine(on disk: VirtualFileSystem) throws -> Engine? {
    let before = files(disk)
    do throws(StoreError) {
      return try Engine.open(
        disk, SampleStore.path, SampleStore.options, time: ManualTimeSource(),
        entropy: SeededEntropySource(seed: 2))
    } catch {
      switch error {
      case .full, .io, .poisoned: throw NoRoom()
      default: break
      }
      guard files(disk).elementsEqual(before, by: ==) else {
        throw Property.Broken("refused with \(error), and a file was changed")
      }
      return nil
    }
  }

  /// Opens a store and leaves it as the death of the process would; `nil` when it is refused.
  static func look(at disk: VirtualFileSystem) throws -> Found? {
    guard let engine = try engine(on: disk) else { return nil }
    let image = try engine.inspect(waiter: .none) { state in
      var writer = ByteWriter()
      _ = state.writeImage(into: &writer, sequence: 1)
      return Array(writer.bytes)
    }.get()
    engine.abandon()
    disk.processKill()
    return Found(cut: engine.report.cut, image: image)
  }

  private static func files(_ disk: VirtualFileSystem) -> [(String, [UInt8])] {
    disk.files().filter { !$0.path.hasSuffix(StoreFileName.lock) }.map { ($0.path, $0.bytes) }
  }
}
