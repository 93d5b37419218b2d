import Foundation

/// All names below a directory with the bytes, modes and times of their files, to see whether
/// anything changed.
struct DirectoryDigest: Equatable {
  private struct Entry: Equatable {
    let name: String
    let mode: Int
    let modified: Date
    let bytes: Data?
  }

  private let entries: [Entry]

  init(_ path: String) throws {
    let names = try FileManager.default.subpathsOfDirectory(atPath: path).sorted()
    entries = try ([""] + names).map { name in
      let whole = path + "/" + name
      let attributes = try FileManager.default.attributesOfItem(atPath: whole)
      return Entry(
        name: name, mode: attributes[.posixPermissions] as? Int ?? 0,
        modified: attributes[.modificationDate] as? Date ?? .distantPast,
        bytes: FileManager.default.contents(atPath: whole))
    }
  }
}
