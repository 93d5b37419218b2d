/// Saves a state as the chunks of a checkpoint, one at a time. Rows keep their indices and
/// links, so that lists keep their order and later records find the rows they name.
package struct ImageWriter {
  /// Rows in a full chunk.
  private static let rowsPerChunk = 4096

  private let state: FrozenState
  private let sequence: UInt64
  /// The kinds of chunk and the rows of each, in the order of the file.
  private let tables: [(kind: CheckpointChunk.Kind, rowCount: Int)]
  private var table = 0
  private var row = 0
  private var number: UInt32 = 0

  /// Starts before the first chunk. `sequence` is that of the last record in `state`.
  package init(of state: FrozenState, sequence: UInt64) {
    self.state = state
    self.sequence = sequence
    tables = [
      (.totals, 1), (.queues, state.queueNames.count), (.kinds, state.kinds.count),
      (.packedTasks, Int(state.tasks.highWater)), (.companions, Int(state.companions.highWater)),
      (.limits, isPlanted(.forgetLimitInCheckpoint) ? 0 : state.limitRows),
    ]
  }

  /// How many chunks there are in all.
  package var chunkCount: UInt32 {
    let chunks = tables.map { ($0.rowCount + Self.rowsPerChunk - 1) / Self.rowsPerChunk }
    return UInt32(chunks.reduce(0, +))
  }

  /// Appends the next chunk, without its checksum; `false` after the last one. O(rows of a chunk).
  package mutating func writeNext(into writer: inout ByteWriter) -> Bool {
    while table < tables.count, row == tables[table].rowCount { (table, row) = (table + 1, 0) }
    guard table < tables.count else { return false }
    let (kind, rowCount) = tables[table]
    let rows = row..<min(row + Self.rowsPerChunk, rowCount)
    let start = CheckpointChunk.begin(&writer)
    write(kind, UInt32(rows.lowerBound)..<UInt32(rows.upperBound), into: &writer)
    CheckpointChunk.end(
      kind, from: start, number: number, rowCount: rows.count, sequence: sequence, &writer)
    row = rows.upperBound
    number += 1
    return true
  }

  private func write(
    _ kind: CheckpointChunk.Kind, _ rows: Range<UInt32>, into writer: inout ByteWriter
  ) {
    switch kind {
    case .totals: writeTotals(into: &writer)
    case .queues: for row in rows { write(queue: row, into: &writer) }
    case .kinds: for row in rows { write(state.kinds[Int(row)], into: &writer) }
    case .tasks, .packedTasks:
      var packing = RowPacking()
      for row in rows { packing.pack(state.tasks[row], at: row, into: &writer) }
    case .companions: for row in rows { write(state.companions[row], into: &writer) }
    case .limits: for row in rows { write(state.limits[row], into: &writer) }
    }
  }

  private func writeTotals(into writer: inout ByteWriter) {
    for number in state.totals.all { writer.append(number) }
    writer.append(state.tasks.highWater)
    writer.append(state.tasks.freeHead)
    writer.append(state.companions.highWater)
    writer.append(state.companions.freeHead)
  }

  private func write(queue: UInt32, into writer: inout ByteWriter) {
    let row = state.queues[queue]
    writer.appendText(state.queueNames[Int(queue)].text)
    writer.append(UInt8(row.isPaused && !isPlanted(.forgetPauseInCheckpoint) ? 1 : 0))
    for list in 0..<QueueRow.listCount {
      writer.append(row.lists[list].head)
      writer.append(row.lists[list].tail)
      writer.append(row.lists[list].count)
    }
    for number in row.counters.all { writer.appendVarint(number) }
  }

  /// A row that is free has no numbers; its place is of no use later.
  private func write(_ row: LimitRow, into writer: inout ByteWriter) {
    writer.append(row.queue)
    if row.queue == RowIndex.none { return }
    RecordCoder.append(row.limit, row.arrival, to: &writer)
  }

  private func write(_ kind: KindTable.Kind, into writer: inout ByteWriter) {
    RecordCoder.append(kind.definition, to: &writer)
    for number in kind.counters.all { writer.appendVarint(number) }
  }

  private func write(_ row: CompanionRow, into writer: inout ByteWriter) {
    for word in [row.timerNext, row.owner, row.reasonSegment, row.reasonOffset, row.reasonLength] {
      writer.append(word)
    }
    writer.append(UInt32(0))
    let expiry = isPlanted(.forgetExpiryInCheckpoint) ? 0 : row.expiry
    for word in [expiry, row.keyLow, row.keyHigh, row.addedAt] { writer.append(word) }
  }
}
