import XylemCore

/// A checkpoint is refused, or gives a state that holds its invariants and can be worked with.
enum CheckpointProperty {
  static func make(_ stores: [Archive]) -> Property {
    let seeds = stores.flatMap(\.entries).filter { $0.place == 2 }.map(\.bytes)
    return Property(name: "checkpoint", seeds: seeds) { input in
      var bytes = input
      Repair.checkpoint(&bytes)
      return try bytes.withUnsafeBytes { try isAccepted($0) }
    }
  }

  private static func isAccepted(_ bytes: UnsafeRawBufferPointer) throws -> Bool {
    guard bytes.count >= CheckpointHeader.bytes,
      let header = try? CheckpointHeader(
        decoding: UnsafeRawBufferPointer(rebasing: bytes[..<CheckpointHeader.bytes]))
    else { return false }
    var state = TaskStateMachine(restoring: header)
    let body = UnsafeRawBufferPointer(rebasing: bytes[CheckpointHeader.bytes...])
    do throws(FormatError) { try load(body, of: header, into: &state) } catch { return false }
    try state.checkInvariants()
    try StateExercise.run(&state, time: header.time)
    return true
  }

  private static func load(
    _ source: UnsafeRawBufferPointer, of header: CheckpointHeader,
    into state: inout TaskStateMachine
  ) throws(FormatError) {
    var reader = ByteReader(source)
    var heads = ImageHeads()
    var index: UInt32 = 0
    while reader.remaining > 0 {
      let start = reader.offset
      let chunk = try CheckpointChunk(decoding: try reader.raw(CheckpointChunk.headerBytes))
      let body = try reader.raw(chunk.bodyBytes)
      let whole = UnsafeRawBufferPointer(rebasing: source[start..<reader.offset])
      try chunk.check(whole, checkpoint: header.number, number: index)
      try state.restore(chunk.kind, rowCount: chunk.rowCount, body: body, heads: &heads)
      index += 1
    }
    try state.finishRestoration(heads)
  }
}
