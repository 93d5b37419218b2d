import XylemCore

/// Reads single records that tasks name; sequential reads are quick.
struct RecordSource {
  private let segments: SegmentDirectory
  private var file: (number: UInt32, file: any File)?

  init(_ segments: SegmentDirectory) {
    self.segments = segments
  }

  /// Hands the record at `location`, and the bytes it carries, to `body`.
  ///
  /// - Throws: `.corrupt` when it cannot be believed, read twice, or `body` does not; `.io`.
  mutating func read<Value>(
    _ location: RecordLocation,
    _ body: (Record, UnsafeRawBufferPointer) throws(FormatError) -> Value
  ) throws(StoreError) -> Value {
    let path = StoreFileName.segmentPath(location.segment)
    let file = try open(location.segment, path)
    let offset = UInt64(location.offset)
    return try file.withCheckedBytes(at: offset, count: Int(location.length)) {
      (bytes) throws(StoreError) in
      do throws(FormatError) {
        let decoded = try RecordCoder.decode(bytes)
        guard decoded.length == Int(location.length) else { throw .invalid("record length") }
        return try body(decoded.record, decoded.bytes)
      } catch {
        throw StoreError(error, file: path, offset: offset)
      }
    }
  }

  private mutating func open(_ number: UInt32, _ path: String) throws(StoreError) -> any File {
    if let file, file.number == number { return file.file }
    do {
      let opened = try segments.open(number)
      file = (number, opened)
      return opened
    } catch .missing {
      throw .corrupt(Corruption(file: path, offset: 0, what: "missing segment"))
    } catch { throw StoreError(error) }
  }
}

extension Record {
  /// The task it is about, if it is about one.
  var task: TaskReference? {
    switch self {
    case .enqueued(let added): added.reference
    case .promoted(let task), .leaseLost(let task), .expired(let task), .cancelled(let task),
      .revived(let task), .discarded(let task):
      task
    case .leased(let task, _, _): task
    case .extended(let task, _), .retried(let task, _): task
    case .completed(let task, _), .released(let task, _): task
    case .died(let task, _, _), .relocated(let task, _): task
    case .moved(let task, _, _): task
    case .queueAdded, .kindAdded, .queuePaused, .queueResumed, .queueLimited, .permitsTaken,
      .opened, .closed:
      nil
    }
  }
}
