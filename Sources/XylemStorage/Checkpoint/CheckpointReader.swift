import XylemCore

/// Reads a checkpoint file chunk by chunk, checking each before it is handed on.
struct CheckpointReader {
  let header: CheckpointHeader
  private let file: any File
  let size: UInt64
  private var offset = UInt64(CheckpointHeader.bytes)
  private var index: UInt32 = 0

  /// Reads and checks the header.
  init(_ file: any File, number: UInt32, store: StoreID) throws(StoreError) {
    let path = StoreFileName.checkpointPath(number)
    header = try file.withBytes(at: 0, count: CheckpointHeader.bytes) {
      (bytes) throws(StoreError) in
      do throws(FormatError) { return try CheckpointHeader(decoding: bytes) } catch {
        throw StoreError(error, file: path, offset: 0)
      }
    }
    do { size = try file.size() } catch { throw StoreError(error) }
    guard header.number == number, header.store == store else {
      throw .corrupt(Corruption(file: path, offset: 0, what: "header of another checkpoint"))
    }
    self.file = file
  }

  private var path: String { StoreFileName.checkpointPath(header.number) }

  /// Hands the next chunk's kind, row count and body to `take`; `false` after the last one.
  mutating func next(
    _ take: (CheckpointChunk.Kind, UInt32, UnsafeRawBufferPointer) throws(StoreError) -> Void
  ) throws(StoreError) -> Bool {
    guard index < header.chunkCount else {
      guard offset == size else { throw corrupt(.invalid("length of the file")) }
      return false
    }
    let chunk = try file.withBytes(at: offset, count: CheckpointChunk.headerBytes) {
      (bytes) throws(StoreError) in
      do throws(FormatError) { return try CheckpointChunk(decoding: bytes) } catch {
        throw corrupt(error)
      }
    }
    let count = CheckpointChunk.headerBytes + chunk.bodyBytes
    guard UInt64(count) <= size - offset else { throw corrupt(.truncated) }
    try file.withBytes(at: offset, count: count) { (bytes) throws(StoreError) in
      guard bytes.count == count else { throw corrupt(.truncated) }
      do throws(FormatError) {
        try chunk.check(bytes, checkpoint: header.number, number: index)
      } catch {
        throw corrupt(error)
      }
      let body = UnsafeRawBufferPointer(rebasing: bytes[CheckpointChunk.headerBytes...])
      try take(chunk.kind, chunk.rowCount, body)
    }
    offset += UInt64(count)
    index += 1
    return true
  }

  private func corrupt(_ error: FormatError) -> StoreError {
    StoreError(error, file: path, offset: offset)
  }

  /// Builds the state that the checkpoint holds.
  mutating func load() throws(StoreError) -> TaskStateMachine {
    var state = TaskStateMachine(restoring: header)
    var heads = ImageHeads()
    let path = path
    while true {
      let start = offset
      let hasMore = try next { (kind, rowCount, body) throws(StoreError) in
        do throws(FormatError) {
          try state.restore(kind, rowCount: rowCount, body: body, heads: &heads)
        } catch {
          throw StoreError(error, file: path, offset: start)
        }
      }
      if !hasMore { break }
    }
    do { try state.finishRestoration(heads) } catch {
      throw StoreError(error, file: path, offset: 0)
    }
    return state
  }
}
