import XylemCore

/// Reads the records of a cold segment, one after the other.
struct ColdReader {
  private static let stepBytes = Limits.recordBytesMax + 256 * 1024
  private let number: UInt32
  private let file: any File

  init(_ number: UInt32, in directory: SegmentDirectory) throws(StoreError) {
    self.number = number
    do { file = try directory.open(number) } catch { throw StoreError(error) }
  }

  /// The records from `offset` on that tasks need, as `isNeeded` says; `offset` moves behind those
  /// that were looked at. `nil` where there is no whole record.
  func needed(
    at offset: inout Int, where isNeeded: NeededRecord.Test
  ) throws(StoreError) -> [NeededRecord]? {
    let start = offset
    let (found, length) = try file.withBytes(at: UInt64(start), count: Self.stepBytes) {
      needed(of: $0, at: start, where: isNeeded)
    }
    offset += length
    return length == 0 ? nil : found
  }

  private func needed(
    of bytes: UnsafeRawBufferPointer, at start: Int, where isNeeded: NeededRecord.Test
  ) -> ([NeededRecord], length: Int) {
    var found: [NeededRecord] = []
    var place = 0
    while place < 256 * 1024 {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[place...])
      guard let decoded = try? RecordCoder.decode(rest) else { break }
      let location = RecordLocation(
        segment: number, offset: UInt32(start + place), length: UInt32(decoded.length))
      let record = UnsafeRawBufferPointer(rebasing: rest[..<decoded.length])
      let needed = NeededRecord.find(decoded, at: location, in: record, where: isNeeded)
      if let needed { found.append(needed) }
      place += decoded.length
    }
    return (found, place)
  }
}
