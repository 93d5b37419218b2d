import Foundation

/// A folder of its own on the disk that is measured; gone afterwards.
struct ScratchDirectory {
  let path: String

  init(in parent: String) throws {
    path = "\(parent)/.build-benchmark-\(ProcessInfo.processInfo.processIdentifier)"
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o711])
  }

  func child(_ name: String) -> String { "\(path)/\(name)" }

  func remove() { try? FileManager.default.removeItem(atPath: path) }
}
