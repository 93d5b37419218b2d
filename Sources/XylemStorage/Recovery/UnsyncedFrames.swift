import XylemCore

/// Frames that were read, but may be in the page cache only.
///
/// After a failed sync the kernel takes such pages for clean, so syncing alone proves nothing: the
/// bytes are written again, as they are, and synced.
struct UnsyncedFrames {
  let file: any File
  /// Where the first of them starts.
  let start: UInt32
  /// Where the last of them ends.
  let end: UInt32

  /// Makes them durable. Without any frame the file is synced all the same.
  func settle() throws(StorageError) {
    if end > start, !isPlanted(.forgetUnmarkedFrames) { try rewrite() }
    try file.sync()
  }

  private func rewrite() throws(StorageError) {
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: Int(end - start), alignment: 16)
    defer { memory.deallocate() }
    let count = try file.read(into: memory, at: UInt64(start))
    try file.write(UnsafeRawBufferPointer(rebasing: memory[..<count]), at: UInt64(start))
  }
}
