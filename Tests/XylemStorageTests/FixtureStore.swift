import Foundation
import Simulator
import XylemCore
import XylemStorage

/// The stores under `Tests/Fixtures`: how their files are found, loaded, and were once made.
enum FixtureStore {
  /// The folder of fixtures, beside the folder of this file.
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fixtures")

  /// Where the store `name` of format `version` is.
  static func path(_ version: String, _ name: String) -> URL {
    folder.appending(path: version).appending(path: name)
  }

  /// A disk that holds the store at `/store`, all of it synced.
  static func load(_ version: String, _ name: String) throws -> VirtualFileSystem {
    let disk = VirtualFileSystem()
    let root = try disk.openDirectory("/store", create: true)
    let source = path(version, name)
    for folder in ["", "segments", "checkpoints"] {
      if !folder.isEmpty { _ = try root.directory(folder, create: true) }
      for file in try files(in: source.appending(path: folder)) {
        disk.replace("/store/\(folder)/\(file)", with: try bytes(source, folder, file))
      }
    }
    return disk
  }

  /// The names of the plain files in a folder; none when it is missing, as git keeps no empty one.
  private static func files(in folder: URL) throws -> [String] {
    guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { name in
      var isDirectory: ObjCBool = false
      let path = folder.appending(path: name).path
      return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
        && !isDirectory.boolValue
    }
  }

  private static func bytes(_ source: URL, _ folder: String, _ file: String) throws -> [UInt8] {
    Array(try Data(contentsOf: source.appending(path: folder).appending(path: file)))
  }

  /// Writes all files of `disk`, whose store is at `/store`, below `target`.
  static func save(_ disk: VirtualFileSystem, to target: URL) throws {
    for (path, bytes) in disk.files() {
      let file = target.appending(path: path.dropFirst("store/".count))
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: file)
    }
  }
}
