import XylemStorage

extension File {
  /// Writes the UTF-8 of `text` at `offset`.
  package func write(_ text: String, at offset: UInt64 = 0) throws {
    try write([UInt8](text.utf8), at: offset)
  }

  /// Writes an array of bytes at `offset`.
  package func write(_ bytes: [UInt8], at offset: UInt64) throws {
    try bytes.withUnsafeBytes { try write($0, at: offset) }
  }

  /// Reads up to `count` bytes from `offset`.
  package func bytes(_ count: Int, at offset: UInt64 = 0) throws -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    let count = try bytes.withUnsafeMutableBytes { try read(into: $0, at: offset) }
    return Array(bytes[..<count])
  }
}
