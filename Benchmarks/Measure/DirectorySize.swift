import Foundation

/// What the files below a directory take of the disk; those that go meanwhile take nothing.
enum DirectorySize {
  static func bytes(of directory: String) throws -> UInt64 {
    let files = FileManager.default
    return try files.subpathsOfDirectory(atPath: directory).reduce(0) { sum, name in
      guard let attributes = try? files.attributesOfItem(atPath: "\(directory)/\(name)"),
        attributes[.type] as? FileAttributeType == .typeRegular
      else { return sum }
      return sum + (attributes[.size] as? UInt64 ?? 0)
    }
  }
}
