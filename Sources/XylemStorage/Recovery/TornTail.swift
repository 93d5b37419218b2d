/// What is left of unfinished frames behind the end of the log.
///
/// It is no danger: a left-over frame continues nothing and proves nothing that is not true. But
/// the next opening would take what new frames leave of it for another unfinished write.
struct TornTail {
  let file: any File
  /// Where the log ends.
  let start: Int
  /// Where ``Remains`` end.
  let end: Int

  private static let partBytes = 1 << 20

  /// Writes zeros over it; the caller syncs the file.
  func erase() throws(StorageError) {
    let count = min(Self.partBytes, end - start)
    let zeros = UnsafeMutableRawBufferPointer.allocate(byteCount: max(count, 1), alignment: 4096)
    defer { zeros.deallocate() }
    zeros.initializeMemory(as: UInt8.self, repeating: 0)
    for place in stride(from: start, to: end, by: Self.partBytes) {
      let part = UnsafeRawBufferPointer(rebasing: zeros[..<min(count, end - place)])
      try file.write(part, at: UInt64(place))
    }
  }
}
