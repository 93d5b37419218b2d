/// Loading: an empty state takes the chunks of a checkpoint one by one, then checks itself. Every
/// index and link is checked before it is followed, because the bytes come from disk.
extension TaskStateMachine {
  /// An empty state that continues the epoch of a checkpoint; its chunks are added next.
  package init(restoring header: CheckpointHeader) {
    self.init(store: header.store, time: header.time)
    epoch = header.epoch
    leaseCounter = header.leaseCounter
  }

  /// Adds one chunk, in the order of the file.
  package mutating func restore(
    _ kind: CheckpointChunk.Kind, rowCount: UInt32, body: UnsafeRawBufferPointer,
    heads: inout ImageHeads
  ) throws(FormatError) {
    var reader = ByteReader(body)
    switch kind {
    case .totals:
      totals = try Self.counters(fixed: &reader)
      heads = try ImageHeads(&reader)
    case .queues: for _ in 0..<rowCount { try restoreQueue(&reader) }
    case .kinds: for _ in 0..<rowCount { try restoreKind(&reader) }
    case .tasks:
      heads.beginRows(queues: queues.count, kinds: kinds.kinds.count)
      for _ in 0..<rowCount { try restore(try Self.taskRow(&reader), &heads) }
    case .packedTasks:
      heads.beginRows(queues: queues.count, kinds: kinds.kinds.count)
      var packing = RowPacking()
      for _ in 0..<rowCount {
        try restore(try packing.unpack(at: tasks.highWater, from: &reader), &heads)
      }
    case .companions:
      for _ in 0..<rowCount {
        let row = try Self.companionRow(&reader)
        do { try companions.restore(row, isVacant: row.owner == RowIndex.none) } catch {
          throw .invalid("companion rows")
        }
      }
    case .limits: for _ in 0..<rowCount { try restoreLimit(&reader) }
    }
    try reader.finish("chunk")
  }

  /// All that can be checked of a row alone is checked while it is at hand: a second pass over
  /// millions of rows takes as long as the first.
  private mutating func restore(
    _ row: TaskRow, _ heads: inout ImageHeads
  ) throws(FormatError) {
    let index = tasks.highWater
    do { try tasks.restore(row, isVacant: row.status == nil) } catch { throw .invalid("task rows") }
    guard row.status != nil else { return }
    try checkFields(of: row)
    if row.companion != RowIndex.none { heads.companionedRows += 1 }
    heads.recount.count(row)
    placeTimer(of: index)
    usage.add(row.location)
  }

  private mutating func restoreQueue(_ reader: inout ByteReader) throws(FormatError) {
    let name = QueueName(unchecked: try RecordCoder.name(&reader))
    guard queues.number(of: name) == nil, queues.count < Limits.queuesMax else {
      throw .invalid("queue")
    }
    let number = UInt32(queues.count)
    queues.add(name)
    let paused = try reader.integer(UInt8.self)
    guard paused <= 1 else { throw .invalid("pause of a queue") }
    queues[number].isPaused = paused == 1
    for priority in 0..<Priority.levels {
      queues[ready: number, priority] = try Self.list(&reader)
      if !queues[ready: number, priority].isEmpty { queues[number].occupied |= 1 << priority }
    }
    queues[dead: number] = try Self.list(&reader)
    queues[number].counters = try Self.counters(varints: &reader)
  }

  private mutating func restoreLimit(_ reader: inout ByteReader) throws(FormatError) {
    let queue = try reader.integer(UInt32.self)
    if queue == RowIndex.none { return }
    let (limit, arrival) = try RecordCoder.limit(&reader)
    guard let limit, queues.contains(queue), !queues[queue].isLimited else {
      throw .invalid("limit of a queue")
    }
    queues[queue].isLimited = true
    limits.set(limit, of: queue, arrival: arrival)
  }

  private mutating func restoreKind(_ reader: inout ByteReader) throws(FormatError) {
    guard kinds.kinds.count < Limits.kindsMax else { throw .invalid("kind") }
    let number = UInt16(kinds.kinds.count)
    try kinds.set(number, try RecordCoder.definition(&reader))
    kinds[number].counters = try Self.counters(varints: &reader)
  }

  private static func list(_ reader: inout ByteReader) throws(FormatError) -> RowList {
    RowList(
      restoringHead: try reader.integer(), tail: try reader.integer(), count: try reader.integer())
  }

  private static func counters(fixed reader: inout ByteReader) throws(FormatError) -> Counters {
    var numbers: [UInt64] = []
    for _ in 0..<Counters.width { numbers.append(try reader.integer()) }
    return try counters(numbers)
  }

  private static func counters(varints reader: inout ByteReader) throws(FormatError) -> Counters {
    var numbers: [UInt64] = []
    for _ in 0..<Counters.width { numbers.append(try reader.varint()) }
    return try counters(numbers)
  }

  private static func counters(_ numbers: [UInt64]) throws(FormatError) -> Counters {
    // Far below overflow, however they are added up and counted on.
    guard numbers.allSatisfy({ $0 < 1 << 56 }) else { throw .invalid("counter") }
    var counters = Counters()
    counters.all = numbers
    return counters
  }

  /// A row of twelve words. The counter of its lease is of no use: leases end when a store opens.
  static func taskRow(_ reader: inout ByteReader) throws(FormatError) -> TaskRow {
    var row = TaskRow()
    row.next = try reader.integer()
    row.previous = try reader.integer()
    row.queue = try reader.integer()
    row.generation = try reader.integer()
    row.segment = try reader.integer()
    row.offset = try reader.integer()
    let lengthStatusPriority = try reader.integer(UInt32.self)
    guard lengthStatusPriority >> 20 & 15 < 8 else { throw .invalid("status of a task row") }
    row.lengthStatusPriority = lengthStatusPriority
    _ = try reader.integer(UInt32.self)
    row.companion = try reader.integer()
    row.dueLow = try reader.integer()
    row.dueHighFailures = try reader.integer()
    row.deliveriesKind = try reader.integer()
    return row
  }

  static func companionRow(_ reader: inout ByteReader) throws(FormatError) -> CompanionRow {
    var row = CompanionRow()
    row.timerNext = try reader.integer()
    row.owner = try reader.integer()
    row.reasonSegment = try reader.integer()
    row.reasonOffset = try reader.integer()
    row.reasonLength = try reader.integer()
    guard try reader.integer(UInt32.self) == 0 else { throw .invalid("companion") }
    row.expiry = try reader.integer()
    row.keyLow = try reader.integer()
    row.keyHigh = try reader.integer()
    row.addedAt = try reader.integer()
    guard max(row.expiry, row.addedAt) <= Limits.instantMillisecondsMax else {
      throw .invalid("instant of a companion")
    }
    return row
  }
}
