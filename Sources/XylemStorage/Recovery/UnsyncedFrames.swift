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
    // Twice the room: what a medium gives back only once must not be made durable.
    let length = Int(end - start)
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 2 * length, alignment: 16)
    defer { memory.deallocate() }
    let first = UnsafeMutableRawBufferPointer(rebasing: memory[..<length])
    let second = UnsafeMutableRawBufferPointer(rebasing: memory[length...])
    for _ in 0..<Self.attempts {
      let count = try file.read(into: first, at: UInt64(start))
      guard try file.read(into: second, at: UInt64(start)) == count else { continue }
      let frames = UnsafeRawBufferPointer(rebasing: first[..<count])
      let again = UnsafeRawBufferPointer(rebasing: second[..<count])
      if frames.isEqual(to: again) || isPlanted(.rewriteFirstRead) {
        return try file.write(frames, at: UInt64(start))
      }
    }
    throw .io(call: "pread", file: file.name, errno: KernelError.inputOutput)
  }

  /// How often they are read before the medium is taken for broken.
  private static let attempts = 3
}
