/// Saving: the state as the chunks of a checkpoint. Rows keep their indices and links, so that
/// lists keep their order and later records find the rows they name.
extension TaskStateMachine {
  /// Appends the whole state as chunks without checksums; returns how many. O(n).
  ///
  /// `sequence` is that of the last record applied.
  package func writeImage(into writer: inout ByteWriter, sequence: UInt64) -> UInt32 {
    var image = ImageWriter(sequence: sequence)
    image.chunk(.totals, rowCount: 1, &writer) { (writer: inout ByteWriter) in
      for number in totals.all { writer.append(number) }
      for number in [tasks.highWater, tasks.freeHead, companions.highWater, companions.freeHead] {
        writer.append(number)
      }
    }
    writeQueues(&image, &writer)
    writeKinds(&image, &writer)
    for start in stride(from: 0, to: tasks.highWater, by: Int(ImageWriter.rowsPerChunk)) {
      let rows = start..<min(start + ImageWriter.rowsPerChunk, tasks.highWater)
      image.chunk(.tasks, rowCount: rows.count, &writer) { (writer: inout ByteWriter) in
        for row in rows { Self.write(tasks[row], into: &writer) }
      }
    }
    for start in stride(from: 0, to: companions.highWater, by: Int(ImageWriter.rowsPerChunk)) {
      let rows = start..<min(start + ImageWriter.rowsPerChunk, companions.highWater)
      image.chunk(.companions, rowCount: rows.count, &writer) { (writer: inout ByteWriter) in
        for row in rows { Self.write(companions[row], into: &writer) }
      }
    }
    return image.count
  }

  private func writeQueues(_ image: inout ImageWriter, _ writer: inout ByteWriter) {
    for start in stride(from: 0, to: queues.count, by: Int(ImageWriter.rowsPerChunk)) {
      let range = start..<min(start + Int(ImageWriter.rowsPerChunk), queues.count)
      image.chunk(.queues, rowCount: range.count, &writer) { (writer: inout ByteWriter) in
        for number in range { write(queue: UInt32(number), into: &writer) }
      }
    }
  }

  private func write(queue: UInt32, into writer: inout ByteWriter) {
    writer.appendText(queues[queue].name.text)
    writer.append(UInt8(queues[queue].isPaused && !isPlanted(.forgetPauseInCheckpoint) ? 1 : 0))
    for priority in 0..<Priority.levels { write(queues[ready: queue, priority], into: &writer) }
    write(queues[dead: queue], into: &writer)
    for number in queues[queue].counters.all { writer.appendVarint(number) }
  }

  private func write(_ list: RowList, into writer: inout ByteWriter) {
    writer.append(list.head)
    writer.append(list.tail)
    writer.append(list.count)
  }

  private func writeKinds(_ image: inout ImageWriter, _ writer: inout ByteWriter) {
    for start in stride(from: 0, to: kinds.kinds.count, by: Int(ImageWriter.rowsPerChunk)) {
      let range = start..<min(start + Int(ImageWriter.rowsPerChunk), kinds.kinds.count)
      image.chunk(.kinds, rowCount: range.count, &writer) { (writer: inout ByteWriter) in
        for kind in kinds.kinds[range] {
          RecordCoder.append(kind.definition, to: &writer)
          for number in kind.counters.all { writer.appendVarint(number) }
        }
      }
    }
  }

  private static func write(_ row: TaskRow, into writer: inout ByteWriter) {
    var row = row
    if isPlanted(.forgetFailuresInCheckpoint) { row.failures = 0 }
    let words: InlineArray<12, UInt32> = [
      row.next, row.previous, row.queue, row.generation, row.segment, row.offset,
      row.lengthStatusPriority, row.leaseCounter, row.companion, row.dueLow, row.dueHighFailures,
      row.deliveriesKind,
    ]
    for index in words.indices { writer.append(words[index]) }
  }

  private static func write(_ row: CompanionRow, into writer: inout ByteWriter) {
    for word in [row.timerNext, row.owner, row.reasonSegment, row.reasonOffset, row.reasonLength] {
      writer.append(word)
    }
    writer.append(UInt32(0))
    for word in [row.expiry, row.keyLow, row.keyHigh, row.addedAt] { writer.append(word) }
  }
}

/// Numbers the chunks of one image.
struct ImageWriter {
  /// Rows in a full chunk.
  static let rowsPerChunk: UInt32 = 4096

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
}
