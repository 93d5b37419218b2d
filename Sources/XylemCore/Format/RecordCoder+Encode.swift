extension RecordCoder {
  /// Appends `record`, carrying `bytes`, to `writer`; returns the encoded length.
  ///
  /// Sizes were checked when the record was decided, so this cannot fail.
  package static func encode(
    _ record: Record, carrying bytes: UnsafeRawBufferPointer, into writer: inout ByteWriter
  ) -> Int {
    let start = writer.count
    writer.append(UInt32(0))
    let kind = encodeFields(of: record, into: &writer)
    if kind.carriesBytes {
      writer.appendVarint(UInt64(bytes.count))
      writer.append(bytes)
      let length = UInt32(writer.count - start + checksumBytes)
      writer.overwrite(length << 8 | UInt32(kind.rawValue), at: start)
      let covered = UnsafeRawBufferPointer(rebasing: writer.bytes[start...])
      writer.append(Checksum.of(covered).value)
    } else {
      precondition(bytes.count == 0, "\(kind) carries no bytes")
      writer.overwrite(UInt32(writer.count - start) << 8 | UInt32(kind.rawValue), at: start)
    }
    let length = writer.count - start
    precondition(length <= Limits.recordBytesMax)
    return length
  }

  private static func encodeFields(of record: Record, into writer: inout ByteWriter) -> RecordKind {
    switch record {
    case .queueAdded(let queue, let name):
      writer.appendVarint(UInt64(queue))
      writer.appendText(name.text)
      return .queueAdded
    case .kindAdded(let kind, let definition):
      writer.appendVarint(UInt64(kind))
      append(definition, to: &writer)
      return .kindAdded
    case .enqueued(let task):
      append(task, to: &writer)
      return .enqueued
    case .queuePaused(let queue):
      writer.appendVarint(UInt64(queue))
      return .queuePaused
    case .queueResumed(let queue):
      writer.appendVarint(UInt64(queue))
      return .queueResumed
    case .queueLimited(let queue, let limit, let arrival):
      writer.appendVarint(UInt64(queue))
      append(limit, arrival, to: &writer)
      return .queueLimited
    case .permitsTaken(let queue, let arrival):
      writer.appendVarint(UInt64(queue))
      append(arrival, to: &writer)
      return .permitsTaken
    case .opened(let epoch):
      writer.appendVarint(UInt64(epoch))
      return .opened
    case .closed:
      return .closed
    case .relocated(let reference, let part):
      append(reference, to: &writer)
      writer.append(part.rawValue)
      return .relocated
    case .moved(let reference, let part, let copy):
      append(reference, to: &writer)
      writer.append(part.rawValue)
      writer.appendVarint(UInt64(copy.segment - Limits.hotSegmentMax))
      writer.appendVarint(UInt64(copy.offset))
      writer.appendVarint(UInt64(copy.length))
      return .moved
    default:
      return encodeTransition(record, into: &writer)
    }
  }

  private static func encodeTransition(
    _ record: Record, into writer: inout ByteWriter
  ) -> RecordKind {
    switch record {
    case .leased(let reference, let counter, let deadline):
      append(reference, to: &writer)
      writer.appendVarint(UInt64(counter))
      writer.appendVarint(deadline)
      return .leased
    case .extended(let reference, let deadline):
      append(reference, to: &writer)
      writer.appendVarint(deadline)
      return .extended
    case .completed(let reference, let forgetAt):
      append(reference, to: &writer)
      writer.appendVarint(forgetAt ?? 0)
      return .completed
    case .retried(let reference, let due):
      append(reference, to: &writer)
      writer.appendVarint(due)
      return .retried
    case .died(let reference, let reason, let isFailure):
      append(reference, to: &writer)
      writer.append(reason.rawValue)
      writer.append(UInt8(isFailure ? 1 : 0))
      return .died
    case .released(let reference, let due):
      append(reference, to: &writer)
      writer.appendVarint(due ?? 0)
      return .released
    default:
      return encodeReferenceOnly(record, into: &writer)
    }
  }

  private static func encodeReferenceOnly(
    _ record: Record, into writer: inout ByteWriter
  ) -> RecordKind {
    let (kind, reference): (RecordKind, TaskReference) =
      switch record {
      case .promoted(let reference): (.promoted, reference)
      case .leaseLost(let reference): (.leaseLost, reference)
      case .expired(let reference): (.expired, reference)
      case .cancelled(let reference): (.cancelled, reference)
      case .revived(let reference): (.revived, reference)
      case .discarded(let reference): (.discarded, reference)
      default: preconditionFailure("\(record) has fields of its own")
      }
    append(reference, to: &writer)
    return kind
  }

  private static func append(_ reference: TaskReference, to writer: inout ByteWriter) {
    writer.appendVarint(UInt64(reference.row))
    writer.appendVarint(UInt64(reference.generation))
  }

  private static func append(_ task: Record.Enqueued, to writer: inout ByteWriter) {
    append(task.reference, to: &writer)
    var flags: EnqueuedFlags = []
    if task.due != nil { flags.insert(.due) }
    if task.expiry != nil { flags.insert(.expiry) }
    if task.uniqueKey != nil { flags.insert(.uniqueKey) }
    writer.append(flags.rawValue)
    writer.appendVarint(UInt64(task.queue))
    writer.appendVarint(UInt64(task.kind))
    writer.append(task.priority.level)
    writer.appendVarint(task.at)
    if let due = task.due { writer.appendVarint(due) }
    if let expiry = task.expiry { writer.appendVarint(expiry) }
    if let key = task.uniqueKey { writer.appendText(key) }
  }

  static func append(_ kind: TaskKind, to writer: inout ByteWriter) {
    writer.appendText(kind.name.text)
    writer.appendVarint(UInt64(kind.retry.attempts))
    writer.appendVarint(kind.retry.baseMilliseconds)
    writer.appendVarint(UInt64(kind.retry.factorPermille))
    writer.appendVarint(kind.retry.capMilliseconds)
    writer.append(kind.retry.jitter.rawValue)
    writer.appendVarint(UInt64(kind.deliveryLimit))
    writer.appendVarint(kind.retentionMilliseconds)
  }
}
