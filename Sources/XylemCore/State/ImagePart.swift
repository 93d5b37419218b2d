/// One row of a chunk, read by itself: of a checkpoint that is damaged, each whole chunk still
/// counts, although the tables cannot be built.
package enum ImagePart {
  /// A queue and whether it is paused.
  case queue(QueueName, isPaused: Bool)
  /// The limit of the queue with this number; `nil` for a row that limits none.
  case limit(queue: UInt32, QueueLimit?)
  /// What a kind's number stands for.
  case kind(TaskKind)
  /// A task, without the number of its row.
  case task(TaskImage)
  /// A row without a task.
  case vacancy
  /// What only few tasks need; its owner is the number of a task's row.
  case companion(CompanionRow)

  /// Hands on the rows of a chunk whose checksum is right, with the place of each in the chunk.
  ///
  /// - Throws: `.invalid` or `.truncated` when the body is not what the format says.
  package static func read(
    _ kind: CheckpointChunk.Kind, rowCount: UInt32, body: UnsafeRawBufferPointer,
    _ take: (UInt32, ImagePart) -> Void
  ) throws(FormatError) {
    var reader = ByteReader(body)
    guard kind != .totals else { return }
    var packing = RowPacking()
    for row in 0..<rowCount {
      // Only links are told by the row's place in the table, and they are of no use here.
      let part =
        kind == .packedTasks
        ? try ImagePart(packing.unpack(at: row, from: &reader)) : try ImagePart(kind, &reader)
      take(row, part)
    }
    try reader.finish("chunk")
  }

  private init(_ row: TaskRow) throws(FormatError) {
    if row.status == nil {
      self = .vacancy
    } else {
      guard let image = TaskImage(row, reference: nil) else { throw .invalid("task row") }
      self = .task(image)
    }
  }

  private init(_ kind: CheckpointChunk.Kind, _ reader: inout ByteReader) throws(FormatError) {
    switch kind {
    case .totals, .packedTasks: throw .invalid("chunk kind")
    case .queues:
      let name = QueueName(unchecked: try RecordCoder.name(&reader))
      let paused = try reader.integer(UInt8.self)
      // The eleven lists: three words each.
      _ = try reader.raw(QueueRow.listCount * 12)
      for _ in 0..<Counters.width { _ = try reader.varint() }
      self = .queue(name, isPaused: paused == 1)
    case .kinds:
      let definition = try RecordCoder.definition(&reader)
      for _ in 0..<Counters.width { _ = try reader.varint() }
      self = .kind(definition)
    case .limits:
      let queue = try reader.integer(UInt32.self)
      let isFree = queue == RowIndex.none
      self = .limit(queue: queue, isFree ? nil : try RecordCoder.limit(&reader).limit)
    case .tasks: try self.init(TaskStateMachine.taskRow(&reader))
    case .companions: self = .companion(try TaskStateMachine.companionRow(&reader))
    }
  }
}
