import Foundation

/// A directory of its own, which goes away with the test.
final class ScratchDirectory: Sendable {
  let path: String

  init() throws {
    let directory = FileManager.default.temporaryDirectory
      .appendingPathComponent("xylem-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    path = directory.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
