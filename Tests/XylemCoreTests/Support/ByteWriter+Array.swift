import XylemCore

extension ByteWriter {
  /// The bytes that `body` writes into a new buffer.
  static func bytes(_ body: (inout ByteWriter) -> Void) -> [UInt8] {
    var writer = ByteWriter()
    body(&writer)
    return [UInt8](writer.bytes)
  }
}

extension [UInt8] {
  /// Overwrites the bytes from `place` and puts the checksum of all before `end` there.
  mutating func forge(_ bytes: [UInt8], at place: Int, checksumAt end: Int) {
    replaceSubrange(place..<place + bytes.count, with: bytes)
    let checksum = self[..<end].withUnsafeBytes { Checksum.of($0).value }
    let stored = (0..<4).map { UInt8(truncatingIfNeeded: checksum >> (8 * $0)) }
    replaceSubrange(end..<end + 4, with: stored)
  }
}
