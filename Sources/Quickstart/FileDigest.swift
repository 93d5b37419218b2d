import Foundation

/// What is in a file.
struct FileDigest: Codable, Equatable {
  var bytes = 0
  var lines = 0
  var checksum = CRC32C()

  /// Reads the file in pieces, so that its size does not matter.
  init(readingFileAt path: String) throws {
    let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
    defer { try? file.close() }
    while let piece = try file.read(upToCount: 1 << 16).map(Array.init), !piece.isEmpty {
      bytes += piece.count
      lines += piece.count { $0 == UInt8(ascii: "\n") }
      checksum.add(piece)
    }
  }
}
