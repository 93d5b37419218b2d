import XylemCore

/// What becomes of new work when there is no room for it: it is refused before anything is written.
extension CommitPipeline {
  /// What tables and batches take of memory, in bytes. O(1).
  var memoryBytes: Int { memoryBytes(with: Additions(), bytesBound: 0) }

  private func memoryBytes(with additions: Additions, bytesBound: Int) -> Int {
    state.tableBytes(with: additions) + open.frames.memoryBytes(adding: bytesBound)
      + bounds.committingBytes
  }

  /// Refuses new work while the disk is full, and while the open batch has enough.
  func checkRoom() throws(Refusal) {
    guard open.frames.tail.segment < bounds.segmentEnd else { throw .full }
    guard open.frames.bytes.count < bounds.batchBytesMax || isPlanted(.ignoreBatchBound) else {
      throw .batchFull
    }
  }

  /// Refuses `additions`, which take at most `bytesBound` bytes of the log, when memory would have
  /// to grow beyond the ceiling for them. Those that find room in what is there take none.
  func checkMemory(_ additions: Additions, bytesBound: Int) throws(Refusal) {
    let wanted = memoryBytes(with: additions, bytesBound: bytesBound)
    if wanted <= bounds.memoryBytesMax { return }
    guard wanted == memoryBytes, !isPlanted(.countVacantRows) else { throw .memoryFull }
  }
}
