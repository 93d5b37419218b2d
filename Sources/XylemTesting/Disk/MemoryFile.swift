import XylemStorage

/// An open file of a ``MemoryDisk``.
final class MemoryFile: File, @unchecked Sendable {
  // Unchecked because the bytes are used under the lock of the disk.
  let name: String
  private let content: MemoryContent
  private let disk: MemoryDisk
  private let life: Int

  init(_ content: MemoryContent, name: String, disk: MemoryDisk, life: Int) {
    self.content = content
    self.name = name
    self.disk = disk
    self.life = life
  }

  func size() throws(StorageError) -> UInt64 {
    try disk.access("stat", name, life: life) { UInt64(content.bytes.count) }
  }

  func read(
    into buffer: UnsafeMutableRawBufferPointer, at offset: UInt64
  ) throws(StorageError) -> Int {
    try disk.access("pread", name, life: life) {
      guard offset < UInt64(content.bytes.count) else { return 0 }
      let start = Int(offset)
      let count = min(buffer.count, content.bytes.count - start)
      buffer.copyBytes(from: content.bytes[start..<start + count])
      return count
    }
  }

  func readCached(into buffer: UnsafeMutableRawBufferPointer, at offset: UInt64) -> Bool {
    (try? read(into: buffer, at: offset)) == buffer.count
  }

  func write(_ bytes: UnsafeRawBufferPointer, at offset: UInt64) throws(StorageError) {
    try disk.access("pwrite", name, life: life) {
      let (start, end) = (Int(offset), Int(offset) + bytes.count)
      let missing = end - content.bytes.count
      if missing > 0 { content.bytes += [UInt8](repeating: 0, count: missing) }
      content.bytes.withUnsafeMutableBytes { target in
        UnsafeMutableRawBufferPointer(rebasing: target[start..<end]).copyMemory(from: bytes)
      }
    }
  }

  func sync() throws(StorageError) {
    try disk.access("fdatasync", name, life: life) {}
  }
}
