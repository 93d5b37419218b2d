import XylemCore

/// Reads the records of a cold segment, one after the other.
struct ColdReader {
  /// Records that begin in so many bytes are looked at in one go.
  private static let partBytes = 256 * 1024
  /// With the last of them, however long it is.
  private static let stepBytes = partBytes + Limits.recordBytesMax
  private let number: UInt32
  private let file: any File
  /// Whether a damaged record is passed over, which only salvage asks for.
  private var passesDamage = false

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

  /// Passes over damaged records from now on, if the lengths of all records fit the file exactly: a
  /// payload may hold the bytes of a record, so a record counts only where one must start.
  mutating func passDamage() throws(StoreError) {
    var offset = ColdHeader.bytes
    while true {
      let length = try file.withBytes(at: UInt64(offset), count: Self.stepBytes) { Self.step($0) }
      if length == 0 { break }
      offset += length
    }
    do { passesDamage = try file.size() == UInt64(offset) } catch { throw StoreError(error) }
  }

  /// The length of the records at the start of `bytes`, by what they say themselves.
  private static func step(_ bytes: UnsafeRawBufferPointer) -> Int {
    var place = 0
    while place < partBytes,
      let length = extent(UnsafeRawBufferPointer(rebasing: bytes[place...]))
    { place += length }
    return place
  }

  /// How long the record is by what it says, if it is one that a cold segment may hold.
  private static func extent(_ bytes: UnsafeRawBufferPointer) -> Int? {
    guard let extent = try? RecordCoder.extent(of: bytes), extent.carriesBytes else { return nil }
    return extent.length
  }

  private func needed(
    of bytes: UnsafeRawBufferPointer, at start: Int, where isNeeded: NeededRecord.Test
  ) -> ([NeededRecord], length: Int) {
    var found: [NeededRecord] = []
    var place = 0
    while place < Self.partBytes {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[place...])
      guard let decoded = try? RecordCoder.decode(rest) else {
        guard passesDamage, let length = Self.extent(rest) else { break }
        place += length
        continue
      }
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
