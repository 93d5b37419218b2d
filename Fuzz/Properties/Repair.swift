import XylemCore

/// Makes the checksums of changed bytes right, so that what lies behind them is reached.
enum Repair {
  /// A record's own checksum, if its kind carries bytes.
  static func record(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    record(at: 0, in: &bytes, upTo: bytes.count)
    return bytes
  }

  /// Repairs the record at `start`; returns where the next one is.
  @discardableResult
  static func record(at start: Int, in bytes: inout [UInt8], upTo end: Int) -> Int? {
    guard let word = bytes.word(at: start) else { return nil }
    let length = Int(word >> 8)
    guard length >= 4, start + length <= end else { return nil }
    let kind = RecordKind(rawValue: UInt8(truncatingIfNeeded: word))
    if kind?.carriesBytes == true, length >= 8 {
      let seed = bytes.checksum(start..<start + 4)
      let sum = bytes.checksum(start + 4..<start + length - 4, seed: seed)
      bytes.setWord(sum, at: start + length - 4)
    }
    return start + length
  }

  /// The checksum in the last word of the first `count` bytes, over all before it.
  static func header(_ bytes: inout [UInt8], count: Int) {
    guard bytes.count >= count else { return }
    bytes.setWord(bytes.checksum(0..<count - 4), at: count - 4)
  }

  /// The header and all chunks of a checkpoint.
  static func checkpoint(_ bytes: inout [UInt8]) {
    header(&bytes, count: CheckpointHeader.bytes)
    guard let number = bytes.word(at: 32) else { return }
    var start = CheckpointHeader.bytes
    while let length = bytes.word(at: start + 24) {
      let body = start + CheckpointChunk.headerBytes
      guard body + Int(length) <= bytes.count else { return }
      let head = bytes.checksum(start..<start + 28, seed: number)
      bytes.setWord(bytes.checksum(body..<body + Int(length), seed: head), at: start + 28)
      start = body + Int(length)
    }
  }
}
