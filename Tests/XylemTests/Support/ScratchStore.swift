import Foundation
import Xylem

/// A store in a directory of its own, which goes away with the test.
final class ScratchStore: Sendable {
  static let options = StoreOptions(segmentBytes: 1 << 20)

  let path: String

  init() throws {
    let directory = FileManager.default.temporaryDirectory
      .appendingPathComponent("xylem-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    path = directory.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func open() async throws -> TaskStore {
    try await TaskStore.open(path, options: Self.options)
  }

  /// Changes a byte of `text` in the first segment.
  func damage(_ text: String) throws {
    let file = try FileHandle(forUpdating: URL(fileURLWithPath: path + "/segments/0000000001"))
    defer { try? file.close() }
    let bytes = try file.readToEnd() ?? Data()
    guard let place = bytes.range(of: Data(text.utf8)) else { throw CocoaError(.fileReadUnknown) }
    try file.seek(toOffset: UInt64(place.lowerBound))
    try file.write(contentsOf: Data([0]))
  }

  /// Runs `body` with an open store, then closes and removes it.
  static func use(_ body: (TaskStore) async throws -> Void) async throws {
    let scratch = try ScratchStore()
    let store = try await scratch.open()
    do { try await body(store) } catch {
      await store.close()
      throw error
    }
    await store.close()
    withExtendedLifetime(scratch) {}
  }
}
