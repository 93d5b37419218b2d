extension RecordCoder {
  /// What a worker needs of an added task, found in the bytes of its record.
  package struct Addition {
    /// The task.
    package let task: TaskReference
    /// The number of its queue.
    package let queue: UInt32
    /// The number of its kind.
    package let kind: UInt16
    /// When it was added, in milliseconds since 1970.
    package let at: UInt64
    /// What it carries. Valid while the source is.
    package let payload: UnsafeRawBufferPointer
  }

  /// Reads the `enqueued` record that `source` is, and nothing else, without a copy of any field.
  ///
  /// - Throws: `FormatError` when it is another record or none; ``decode(_:)`` says more of it.
  package static func addition(
    _ source: UnsafeRawBufferPointer
  ) throws(FormatError) -> Addition {
    let (kind, length) = try header(of: source)
    guard kind == .enqueued, length == source.count else { throw .invalid("record") }
    var reader = ByteReader(try checked(source))
    let (task, flags) = try beginningOfEnqueued(&reader)
    if flags.contains(.due) { _ = try instant(&reader) }
    if flags.contains(.expiry) { _ = try instant(&reader) }
    if flags.contains(.uniqueKey) {
      let count: Int = try reader.varint(atMost: Limits.keyBytesMax, "unique key")
      _ = try reader.raw(count)
    }
    let count: Int = try reader.varint(atMost: Limits.payloadBytesMax, "byte count")
    let payload = try reader.raw(count)
    try reader.finish("record")
    return Addition(
      task: task.reference, queue: task.queue, kind: task.kind, at: task.at, payload: payload)
  }
}
