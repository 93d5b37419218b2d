import XylemCore

/// Writes a checkpoint file from a frozen state, a few chunks at a time.
struct CheckpointWriter {
  /// Bytes in one write. The state is never in memory a second time.
  private static let bytesPerWrite = 256 * 1024
  /// After so many bytes the file is synced, so that the log never waits behind a long queue.
  private static let bytesPerSync: UInt64 = 4 << 20

  private let file: any File
  private var offset: UInt64 = 0
  private var syncedThrough: UInt64 = 0

  /// Writes into `file`, which must be empty.
  init(_ file: any File) {
    self.file = file
  }

  /// Writes and syncs all of it.
  consuming func write(_ capture: borrowing CapturedCheckpoint) throws(StorageError) {
    var bytes = ByteWriter(capacity: 2 * Self.bytesPerWrite)
    capture.header.encode(into: &bytes)
    var image = ImageWriter(of: capture.state, sequence: capture.header.lastSequence)
    var start = bytes.count
    while image.writeNext(into: &bytes) {
      CheckpointChunk.seal(&bytes, from: start, checkpoint: capture.header.number)
      if bytes.count >= Self.bytesPerWrite { try flush(&bytes) }
      start = bytes.count
    }
    try flush(&bytes)
    if !isPlanted(.forgetCheckpointSync) { try file.sync() }
  }

  private mutating func flush(_ bytes: inout ByteWriter) throws(StorageError) {
    guard bytes.count > 0 else { return }
    try file.write(bytes.bytes, at: offset)
    offset += UInt64(bytes.count)
    bytes.removeAll()
    if offset - syncedThrough >= Self.bytesPerSync {
      try file.sync()
      syncedThrough = offset
    }
  }
}
