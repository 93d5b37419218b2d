import XylemCore

/// Makes the checksums of a whole log right, frame by frame, and the chain between them.
struct SegmentRepair {
  /// What the checksums of frames became, so that whatever names one can be changed too.
  private(set) var renamed: [UInt32: UInt32] = [:]

  /// Repairs one segment; those before it must have been.
  mutating func repair(_ bytes: inout [UInt8]) {
    rename(at: 72, in: &bytes)
    Repair.header(&bytes, count: 512)
    guard let number = bytes.word(at: 32), bytes.count > SegmentHeader.bytes else { return }
    let salt = bytes.checksum(48..<64)
    let seed = withUnsafeBytes(of: UInt64(number).littleEndian) { Checksum.of($0, seed: salt) }
    var start = SegmentHeader.bytes
    while let next = frame(at: start, in: &bytes, seed: seed.value) { start = next }
  }

  /// Follows a checksum that was changed.
  func rename(at place: Int, in bytes: inout [UInt8]) {
    guard let old = bytes.word(at: place), let new = renamed[old] else { return }
    bytes.setWord(new, at: place)
  }

  private mutating func frame(at start: Int, in bytes: inout [UInt8], seed: UInt32) -> Int? {
    guard bytes.word(at: start) == FrameHeader.magic, let length = bytes.word(at: start + 4),
      let old = bytes.word(at: start + 60)
    else { return nil }
    let body = start + FrameHeader.bytes
    let end = body + Int(length)
    guard end <= bytes.count else { return nil }
    var place = body
    while place < end, let next = Repair.record(at: place, in: &bytes, upTo: end) { place = next }
    rename(at: start + 48, in: &bytes)
    bytes.setWord(bytes.checksum(body..<end, seed: seed), at: start + 56)
    let sum = bytes.checksum(start..<start + 60, seed: seed)
    bytes.setWord(sum, at: start + 60)
    renamed[old] = sum
    return (end + FrameHeader.alignment - 1) / FrameHeader.alignment * FrameHeader.alignment
  }
}
