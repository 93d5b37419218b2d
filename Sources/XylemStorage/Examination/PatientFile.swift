import XylemCore

/// A file that is read around the pages which the medium does not give back.
///
/// They are noted, and filled with bytes that pass no checksum. Not with zeros: those mean that
/// nothing was written.
final class PatientFile: File {
  private static let filler: UInt8 = 0xEE
  private let base: any File
  private let path: String
  private let unreadable: UnreadablePages

  /// Reads `base`, which is at `path` in the store's directory.
  init(_ base: any File, path: String, _ unreadable: UnreadablePages) {
    self.base = base
    self.path = path
    self.unreadable = unreadable
  }

  var name: String { base.name }

  func size() throws(StorageError) -> UInt64 { try base.size() }

  func read(
    into buffer: UnsafeMutableRawBufferPointer, at offset: UInt64
  ) throws(StorageError) -> Int {
    do throws(StorageError) {
      return try readWhole(into: buffer, at: offset)
    } catch {
      guard case .io = error else { throw error }
      return try readPages(into: buffer, at: offset)
    }
  }

  private func readWhole(
    into buffer: UnsafeMutableRawBufferPointer, at offset: UInt64
  ) throws(StorageError) -> Int {
    let count = try base.read(into: buffer, at: offset)
    if count > 0 { unreadable.wasRead(base, at: offset) }
    return count
  }

  private func readPages(
    into buffer: UnsafeMutableRawBufferPointer, at offset: UInt64
  ) throws(StorageError) -> Int {
    let size = try base.size()
    guard offset < size else { return 0 }
    let end = min(size - offset, UInt64(buffer.count)) + offset
    var place = offset
    while place < end {
      let first = place / UnreadablePages.pageBytes * UnreadablePages.pageBytes
      let page = first..<min(first + UnreadablePages.pageBytes, size)
      let next = min(end, page.upperBound)
      let part = UnsafeMutableRawBufferPointer(
        rebasing: buffer[Int(place - offset)..<Int(next - offset)])
      try readPage(into: part, at: place, page)
      place = next
    }
    return Int(end - offset)
  }

  private func readPage(
    into part: UnsafeMutableRawBufferPointer, at offset: UInt64, _ page: Range<UInt64>
  ) throws(StorageError) {
    part.initializeMemory(as: UInt8.self, repeating: Self.filler)
    do throws(StorageError) { _ = try readWhole(into: part, at: offset) } catch {
      guard case .io = error else { throw error }
      part.initializeMemory(as: UInt8.self, repeating: Self.filler)
      try unreadable.add(path, page)
    }
  }

  func write(_ bytes: UnsafeRawBufferPointer, at offset: UInt64) throws(StorageError) {
    try base.write(bytes, at: offset)
  }

  func sync() throws(StorageError) { try base.sync() }
}
