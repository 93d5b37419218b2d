extension RecordCoder {
  /// Reads the record at the start of `source`, which may be followed by more.
  ///
  /// - Throws: `FormatError` when a length, field or checksum is not what the format allows.
  package static func decode(
    _ source: UnsafeRawBufferPointer
  ) throws(FormatError) -> Decoded {
    let (kind, length) = try header(of: source)
    let whole = UnsafeRawBufferPointer(rebasing: source[..<length])
    guard kind.carriesBytes else {
      var reader = ByteReader(UnsafeRawBufferPointer(rebasing: whole[headerBytes...]))
      let record = try fields(of: kind, from: &reader)
      try reader.finish("record")
      return Decoded(
        record: record, bytes: UnsafeRawBufferPointer(rebasing: whole[..<0]), length: length)
    }
    var reader = ByteReader(try checked(whole))
    let record = try fields(of: kind, from: &reader)
    let most = kind == .relocated ? Limits.recordBytesMax : Limits.payloadBytesMax
    let count: Int = try reader.varint(atMost: most, "byte count")
    let bytes = try reader.raw(count)
    try reader.finish("record")
    return Decoded(record: record, bytes: bytes, length: length)
  }

  /// The bytes between header and checksum, once the checksum was found right.
  static func checked(
    _ whole: UnsafeRawBufferPointer
  ) throws(FormatError) -> UnsafeRawBufferPointer {
    let end = whole.count - checksumBytes
    guard end >= headerBytes else { throw .truncated }
    let stored = UInt32(littleEndian: whole.loadUnaligned(fromByteOffset: end, as: UInt32.self))
    let actual = Checksum.of(UnsafeRawBufferPointer(rebasing: whole[..<end]))
    guard stored == actual.value || isPlanted(.ignoreRecordChecksum) else {
      throw .checksum("record")
    }
    return UnsafeRawBufferPointer(rebasing: whole[headerBytes..<end])
  }

  private static func fields(
    of kind: RecordKind, from reader: inout ByteReader
  ) throws(FormatError) -> Record {
    switch kind {
    case .queueAdded:
      let queue = try queueNumber(&reader)
      return .queueAdded(queue: queue, name: QueueName(unchecked: try name(&reader)))
    case .kindAdded:
      let kind: UInt16 = try reader.varint(atMost: UInt16(Limits.kindsMax - 1), "kind")
      return .kindAdded(kind: kind, try definition(&reader))
    case .enqueued: return .enqueued(try enqueued(&reader))
    case .queuePaused: return .queuePaused(queue: try queueNumber(&reader))
    case .queueResumed: return .queueResumed(queue: try queueNumber(&reader))
    case .queueLimited:
      let queue = try queueNumber(&reader)
      let (limit, arrival) = try limit(&reader)
      return .queueLimited(queue: queue, limit, arrival: arrival)
    case .permitsTaken:
      return .permitsTaken(queue: try queueNumber(&reader), arrival: try arrival(&reader))
    case .opened: return .opened(epoch: try reader.varint(atMost: UInt32.max, "epoch"))
    case .closed: return .closed
    case .relocated:
      let task = try reference(&reader)
      return .relocated(task, try part(&reader))
    case .moved:
      let task = try reference(&reader)
      return .moved(task, try part(&reader), try coldLocation(&reader))
    default: return try transition(kind, of: try reference(&reader), from: &reader)
    }
  }

  private static func transition(
    _ kind: RecordKind, of task: TaskReference, from reader: inout ByteReader
  ) throws(FormatError) -> Record {
    switch kind {
    case .leased:
      let counter: UInt32 = try reader.varint(atMost: .max, "lease counter")
      return .leased(task, counter: counter, deadline: try instant(&reader))
    case .extended: return .extended(task, deadline: try instant(&reader))
    case .completed: return .completed(task, forgetAt: try optionalInstant(&reader))
    case .retried: return .retried(task, due: try instant(&reader))
    case .died: return try died(task, from: &reader)
    case .released: return .released(task, due: try optionalInstant(&reader))
    case .promoted: return .promoted(task)
    case .leaseLost: return .leaseLost(task)
    case .expired: return .expired(task)
    case .cancelled: return .cancelled(task)
    case .revived: return .revived(task)
    case .discarded: return .discarded(task)
    default: preconditionFailure("\(kind) is no transition of a task")
    }
  }

  private static func died(
    _ task: TaskReference, from reader: inout ByteReader
  ) throws(FormatError) -> Record {
    guard let reason = DeathReason(rawValue: try reader.integer()) else {
      throw .invalid("death reason")
    }
    let isFailure = try reader.integer(UInt8.self)
    guard isFailure <= 1 else { throw .invalid("failure flag") }
    return .died(task, reason: reason, isFailure: isFailure == 1)
  }

  private static func enqueued(_ reader: inout ByteReader) throws(FormatError) -> Record.Enqueued {
    var (task, flags) = try beginningOfEnqueued(&reader)
    if flags.contains(.due) { task.due = try instant(&reader) }
    if flags.contains(.expiry) { task.expiry = try instant(&reader) }
    if flags.contains(.uniqueKey) {
      task.uniqueKey = try reader.text(atMost: Limits.keyBytesMax, "unique key")
    }
    return task
  }

  /// The fields that every task has, and which others follow.
  static func beginningOfEnqueued(
    _ reader: inout ByteReader
  ) throws(FormatError) -> (task: Record.Enqueued, flags: EnqueuedFlags) {
    let reference = try reference(&reader)
    let flags = EnqueuedFlags(rawValue: try reader.integer())
    guard flags.isSubset(of: .all) else { throw .invalid("enqueued flags") }
    let queue = try queueNumber(&reader)
    let kind: UInt16 = try reader.varint(atMost: UInt16(Limits.kindsMax - 1), "kind")
    let level = try reader.integer(UInt8.self)
    guard level < Priority.levels else { throw .invalid("priority") }
    let task = Record.Enqueued(
      reference: reference, queue: queue, kind: kind, priority: Priority(unchecked: level),
      at: try instant(&reader))
    return (task, flags)
  }

  static func definition(_ reader: inout ByteReader) throws(FormatError) -> TaskKind {
    let name = TaskName(unchecked: try name(&reader))
    let attempts: Int = try reader.varint(atMost: Limits.attemptsMax, "attempts")
    let base: UInt64 = try reader.varint(atMost: Limits.durationMillisecondsMax, "base")
    let factor: UInt32 = try reader.varint(atMost: Limits.factorPermilleMax, "factor")
    let cap: UInt64 = try reader.varint(atMost: Limits.durationMillisecondsMax, "cap")
    guard let jitter = RetryPolicy.Jitter(rawValue: try reader.integer()) else {
      throw .invalid("jitter")
    }
    let limit: UInt32 = try reader.varint(atMost: UInt32(Limits.deliveriesMax), "delivery limit")
    return TaskKind(
      name: name,
      retry: RetryPolicy(
        attempts: attempts, baseMilliseconds: base, factorPermille: factor, capMilliseconds: cap,
        jitter: jitter),
      deliveryLimit: limit,
      retentionMilliseconds: try reader.varint(
        atMost: Limits.durationMillisecondsMax, "retention"))
  }

  private static func reference(_ reader: inout ByteReader) throws(FormatError) -> TaskReference {
    TaskReference(
      row: try reader.varint(atMost: Limits.rowsMax - 1, "row"),
      generation: try reader.varint(atMost: TaskReference.generationMask, "generation"))
  }

  private static func part(_ reader: inout ByteReader) throws(FormatError) -> Relocation.Part {
    guard let part = Relocation.Part(rawValue: try reader.integer()) else {
      throw .invalid("part of a task")
    }
    return part
  }

  private static func coldLocation(
    _ reader: inout ByteReader
  ) throws(FormatError) -> RecordLocation {
    let most = Limits.coldSegmentMax - Limits.hotSegmentMax
    let number: UInt32 = try reader.varint(atMost: most, "number of a cold segment")
    guard number > 0 else { throw .invalid("number of a cold segment") }
    return RecordLocation(
      segment: Limits.hotSegmentMax + number,
      offset: try reader.varint(atMost: Limits.segmentBytesMax, "place in a cold segment"),
      length: try reader.varint(atMost: UInt32(Limits.recordBytesMax), "length of a record"))
  }

  static func queueNumber(_ reader: inout ByteReader) throws(FormatError) -> UInt32 {
    try reader.varint(atMost: UInt32(Limits.queuesMax - 1), "queue")
  }

  static func name(_ reader: inout ByteReader) throws(FormatError) -> NameText {
    let text = try reader.text(atMost: Limits.nameBytesMax, "name")
    do { return try NameText(text) } catch { throw .invalid("name") }
  }

  static func instant(_ reader: inout ByteReader) throws(FormatError) -> UInt64 {
    try reader.varint(atMost: Limits.instantMillisecondsMax, "instant")
  }

  private static func optionalInstant(_ reader: inout ByteReader) throws(FormatError) -> UInt64? {
    let value = try instant(&reader)
    return value == 0 ? nil : value
  }
}
