/// Reads the time of frames straight from the bytes of the log, as the page of the format says.
enum FrameTimes {
  /// The time of the first frame of `epoch`; an epoch is never begun twice.
  static func opening(of epoch: UInt32, on disk: VirtualFileSystem) -> UInt64? {
    for file in disk.files().reversed() where file.path.contains("/segments/") {
      if let time = file.bytes.withUnsafeBytes({ firstTime(of: epoch, in: $0) }) { return time }
    }
    return nil
  }

  private static func firstTime(of epoch: UInt32, in bytes: UnsafeRawBufferPointer) -> UInt64? {
    for place in stride(from: 4096, through: bytes.count - 64, by: 8) {
      guard bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self) == 0x3152_4658,
        bytes.loadUnaligned(fromByteOffset: place + 12, as: UInt32.self) == epoch,
        bytes.loadUnaligned(fromByteOffset: place + 16, as: UInt64.self) == UInt64(place)
      else { continue }
      return bytes.loadUnaligned(fromByteOffset: place + 40, as: UInt64.self) & 0xffff_ffff_ffff
    }
    return nil
  }
}
