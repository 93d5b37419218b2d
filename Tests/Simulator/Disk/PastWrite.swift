/// A write as a file remembers it, for a disk that carries one out elsewhere, or not at all.
struct PastWrite: CustomStringConvertible {
  let offset: Int
  /// What was there before; shorter where the file ended.
  let old: [UInt8]
  let bytes: [UInt8]

  var end: Int { offset + bytes.count }

  var description: String { "\(bytes.count) bytes at \(offset)" }

  /// What would be at the place if the write had not happened; past the old end, zeros.
  var before: [UInt8] { old + repeatElement(0, count: bytes.count - old.count) }
}
