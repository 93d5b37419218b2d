/// A write that is in the cache only.
struct PendingWrite {
  /// The unit a disk writes as a whole.
  static let sector = 512

  let offset: Int
  let bytes: [UInt8]

  var end: Int { offset + bytes.count }

  /// The number of sectors the write touches.
  var sectors: Int {
    bytes.isEmpty ? 0 : (end - 1) / Self.sector - offset / Self.sector + 1
  }

  /// The part of ``bytes`` that lies in the touched sector number `index`.
  func range(ofSector index: Int) -> Range<Int> {
    let first = offset / Self.sector + index
    let start = max(offset, first * Self.sector)
    return start - offset..<min(end, (first + 1) * Self.sector) - offset
  }

  /// The number of bytes in the leading `count` sectors of a write of `length` bytes at `offset`.
  static func length(ofLeadingSectors count: Int, offset: UInt64, length: Int) -> Int {
    guard count > 0, length > 0 else { return 0 }
    let first = sector - Int(offset % UInt64(sector))
    let (rest, overflow) = (count - 1).multipliedReportingOverflow(by: sector)
    return overflow || rest > length ? length : min(length, first + rest)
  }
}
