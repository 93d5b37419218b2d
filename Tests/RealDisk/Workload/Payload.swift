import Simulator

/// The bytes of a task: a text that names it, then bytes that follow from the name. So whoever
/// reads them can tell whose they are, and whether a single one is another.
enum Payload {
  /// Exactly `size` bytes, or as many as the name takes.
  static func bytes(of key: String, size: Int) -> [UInt8] {
    var bytes = Array("\(key)|\(size)|".utf8)
    var generator = SeededGenerator(seed: seed(of: key))
    while bytes.count < size {
      withUnsafeBytes(of: generator.next().littleEndian) { word in
        bytes += word.prefix(size - bytes.count)
      }
    }
    return bytes
  }

  /// What is kept of a completed task.
  static func result(of key: String) -> [UInt8] {
    bytes(of: "result of \(key)", size: 100)
  }

  /// The name and size that `bytes` spell, if every byte is as it was written.
  ///
  /// - Throws: `BrokenPromise` when one is not.
  static func read(_ bytes: [UInt8]) throws(BrokenPromise) -> (key: String, size: Int) {
    let fields = bytes.split(separator: UInt8(ascii: "|"), maxSplits: 2)
    let key = String(decoding: fields.first ?? [], as: UTF8.self)
    guard fields.count >= 2, let size = Int(String(decoding: fields[1], as: UTF8.self)),
      bytes == self.bytes(of: key, size: size)
    else {
      throw BrokenPromise("not the bytes that were written: \(key.prefix(60))", isWrongBytes: true)
    }
    return (key, size)
  }

  private static func seed(of key: String) -> UInt64 {
    key.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
