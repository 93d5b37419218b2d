/// A write that is in the cache only.
struct PendingWrite {
  /// The unit a disk writes as a whole.
  static let sector = 512

  let offset: Int
  let bytes: [UInt8]

  init(offset: Int, bytes: [UInt8]) {
    self.offset = offset
    self.bytes = bytes
  }

  /// A write that is remembered, seen as one that is still to come.
  init(_ write: PastWrite) {
    self.init(offset: write.offset, bytes: write.bytes)
  }

  var end: Int { offset + bytes.count }

  /// The number of pieces of `grain` bytes, by default sectors, that the write touches.
  func pieces(of grain: Int = Self.sector) -> Int {
    bytes.isEmpty ? 0 : (end - 1) / grain - offset / grain + 1
  }

  /// The part of ``bytes`` that lies in the touched piece number `index`.
  func range(ofPiece index: Int, of grain: Int) -> Range<Int> {
    let first = offset / grain + index
    let start = max(offset, first * grain)
    return start - offset..<min(end, (first + 1) * grain) - offset
  }

  /// The number of bytes in the leading `count` sectors of a write of `length` bytes at `offset`.
  static func length(ofLeadingSectors count: Int, offset: UInt64, length: Int) -> Int {
    guard count > 0, length > 0 else { return 0 }
    let first = sector - Int(offset % UInt64(sector))
    let (rest, overflow) = (count - 1).multipliedReportingOverflow(by: sector)
    return overflow || rest > length ? length : min(length, first + rest)
  }
}
