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
    image.chunks(.queues, rowCount: queues.count, &writer) { queue, writer in
      write(queue: UInt32(queue), into: &writer)
    }
    image.chunks(.kinds, rowCount: kinds.kinds.count, &writer) { kind, writer in
      Self.write(kinds.kinds[kind], into: &writer)
    }
    image.chunks(.tasks, rowCount: Int(tasks.highWater), &writer) { row, writer in
      Self.write(tasks[UInt32(row)], into: &writer)
    }
    image.chunks(.companions, rowCount: Int(companions.highWater), &writer) { row, writer in
      Self.write(companions[UInt32(row)], into: &writer)
    }
    return image.count
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

  private static func write(_ kind: KindTable.Kind, into writer: inout ByteWriter) {
    RecordCoder.append(kind.definition, to: &writer)
    for number in kind.counters.all { writer.appendVarint(number) }
  }

  private static func write(_ row: TaskRow, into writer: inout ByteWriter) {
    var row = row
    if isPlanted(.forgetFailuresInCheckpoint) { row.failures = 0 }
    let words: InlineArray<12, UInt32> = [
      row.next, row.previous, row.queue, row.generation, row.segment, row.offset,
      row.lengthStatusPriority, row.leaseCounter, row.companion, row.dueLow, row.dueHighFailures,
      row.deliveriesKind,
    ]
    writer.append(words)
  }

  private static func write(_ row: CompanionRow, into writer: inout ByteWriter) {
    for word in [row.timerNext, row.owner, row.reasonSegment, row.reasonOffset, row.reasonLength] {
      writer.append(word)
    }
    writer.append(UInt32(0))
    let expiry = isPlanted(.forgetExpiryInCheckpoint) ? 0 : row.expiry
    for word in [expiry, row.keyLow, row.keyHigh, row.addedAt] { writer.append(word) }
  }
}
