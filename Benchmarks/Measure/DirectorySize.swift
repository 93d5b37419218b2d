import Foundation

/// What the files below a directory take of the disk.
enum DirectorySize {
  static func bytes(of directory: String) throws -> UInt64 {
    let files = FileManager.default
    return try files.subpathsOfDirectory(atPath: directory).reduce(0) { sum, name in
      let attributes = try files.attributesOfItem(atPath: "\(directory)/\(name)")
      let isFile = attributes[.type] as? FileAttributeType == .typeRegular
      return sum + (isFile ? attributes[.size] as? UInt64 ?? 0 : 0)
    }
  }
}
