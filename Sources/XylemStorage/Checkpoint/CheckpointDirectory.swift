import XylemCore

/// The folder of checkpoint files. A file counts once all of it was read back.
final class CheckpointDirectory: Sendable {
  private let directory: any Directory

  init(_ directory: any Directory) {
    self.directory = directory
  }

  /// The numbers of all files that bear a checkpoint's name, newest first.
  func numbers() throws(StorageError) -> [UInt32] {
    try directory.names().compactMap { StoreFileName.number($0) }.sorted(by: >)
  }

  /// Writes a checkpoint durably and reads it back.
  ///
  /// - Throws: a storage error; the unfinished file is removed if that is possible.
  func write(_ capture: inout CapturedCheckpoint) throws(StoreError) -> StoredCheckpoint {
    let number = capture.header.number
    CheckpointChunk.seal(&capture.chunks, checkpoint: number)
    do {
      try writeFile(capture)
      let bytes = CheckpointHeader.bytes + capture.chunks.count
      try verify(number, store: capture.header.store)
      return StoredCheckpoint(
        number: number, lastSequence: capture.header.lastSequence,
        tailSegment: capture.header.tail.segment, usage: capture.usage,
        bytes: UInt64(bytes))
    } catch {
      try? directory.remove(StoreFileName.name(number))
      throw error
    }
  }

  private func writeFile(_ capture: borrowing CapturedCheckpoint) throws(StoreError) {
    var head = ByteWriter(capacity: CheckpointHeader.bytes)
    capture.header.encode(into: &head)
    do {
      let file = try directory.open(StoreFileName.name(capture.header.number), .create)
      try file.write(head.bytes, at: 0)
      try file.write(capture.chunks.bytes, at: UInt64(CheckpointHeader.bytes))
      try file.sync()
      try directory.sync()
    } catch { throw StoreError(error) }
  }

  private func verify(_ number: UInt32, store: StoreID) throws(StoreError) {
    var reader = try CheckpointReader(try open(number), number: number, store: store)
    while try reader.next({ (_, _, _) throws(StoreError) in }) {}
  }

  func open(_ number: UInt32) throws(StoreError) -> any File {
    do { return try directory.open(StoreFileName.name(number), .read) } catch {
      throw StoreError(error)
    }
  }

  /// Removes every checkpoint that is not among `kept`.
  func removeAll(except kept: [UInt32]) throws(StorageError) {
    let old = try numbers().filter { !kept.contains($0) }
    for number in old { try directory.remove(StoreFileName.name(number)) }
    if !old.isEmpty { try directory.sync() }
  }
}
