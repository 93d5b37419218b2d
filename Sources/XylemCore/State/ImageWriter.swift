/// Cuts one image into chunks and numbers them.
struct ImageWriter {
  /// Rows in a full chunk.
  private static let rowsPerChunk = 4096

  /// Chunks written so far.
  private(set) var count: UInt32 = 0
  private let sequence: UInt64

  init(sequence: UInt64) {
    self.sequence = sequence
  }

  mutating func chunk(
    _ kind: CheckpointChunk.Kind, rowCount: Int, _ writer: inout ByteWriter,
    body: (inout ByteWriter) -> Void
  ) {
    let start = CheckpointChunk.begin(&writer)
    body(&writer)
    CheckpointChunk.end(
      kind, from: start, number: count, rowCount: rowCount, sequence: sequence, &writer)
    count += 1
  }

  /// Writes `rowCount` rows as full chunks and a rest; `body` appends the row of one index.
  mutating func chunks(
    _ kind: CheckpointChunk.Kind, rowCount: Int, _ writer: inout ByteWriter,
    body: (Int, inout ByteWriter) -> Void
  ) {
    for start in stride(from: 0, to: rowCount, by: Self.rowsPerChunk) {
      let rows = start..<min(start + Self.rowsPerChunk, rowCount)
      chunk(kind, rowCount: rows.count, &writer) { (writer: inout ByteWriter) in
        for row in rows { body(row, &writer) }
      }
    }
  }
}
