import XylemCore

/// A record as it is on disk, with the bytes it carries.
package struct StoredRecord: Sendable {
  /// What happened.
  package let record: Record
  /// Payload, result or message.
  package let bytes: [UInt8]
}

/// A task in a worker's hands, with its bytes.
package struct Delivery: Sendable {
  /// The right to decide the outcome.
  package let token: LeaseToken
  /// The encoded payload.
  package let payload: [UInt8]
  /// The name that selects the handler.
  package let name: TaskName
  /// The queue it came from.
  package let queue: QueueName
  /// Which run of the handler this is: failures so far, plus one.
  package let attempt: Int
  /// How often the task has been handed out, this time included.
  package let delivery: Int
}

extension Engine {
  /// Reads the record at `location`, which a living task names. Blocks on the disk.
  ///
  /// - Throws: `.corrupt` when the bytes are not the record that was written there.
  package func read(_ location: RecordLocation) throws(StoreError) -> StoredRecord {
    let file: any File
    do { file = try readers.file(location.segment) } catch { throw StoreError(error) }
    return try file.withCheckedBytes(at: UInt64(location.offset), count: Int(location.length)) {
      (bytes) throws(StoreError) in try decode(bytes, at: location)
    }
  }

  /// Reads the record at `location` and makes sure that it is one of `task`: a disk may hold a
  /// whole record of another task there.
  ///
  /// - Throws: `.corrupt` when it is not, besides what reading throws.
  package func read(
    _ location: RecordLocation, of task: TaskReference
  ) throws(StoreError) -> StoredRecord {
    let stored = try read(location)
    try check(stored, at: location, of: task)
    return stored
  }

  /// The record that `bytes`, read at `location`, are.
  func decode(
    _ bytes: UnsafeRawBufferPointer, at location: RecordLocation
  ) throws(StoreError) -> StoredRecord {
    do throws(FormatError) {
      let decoded = try RecordCoder.decode(bytes)
      guard decoded.length == Int(location.length) else { throw .invalid("record length") }
      return StoredRecord(record: decoded.record, bytes: Array(decoded.bytes))
    } catch {
      throw StoreError(
        error, file: StoreFileName.segmentPath(location.segment), offset: UInt64(location.offset))
    }
  }

  func check(
    _ stored: StoredRecord, at location: RecordLocation, of task: TaskReference
  ) throws(StoreError) {
    guard stored.record.keeper == task || isPlanted(.believeAnyRecord) else {
      throw corruption(at: location, "the record of another task")
    }
  }

  func corruption(at location: RecordLocation, _ what: String) -> StoreError {
    .corrupt(
      Corruption(
        file: StoreFileName.segmentPath(location.segment), offset: UInt64(location.offset),
        what: what))
  }

  /// Looks at the state in memory, committed or not, and changes nothing. For whoever tells nobody.
  package func look<Value>(_ body: (borrowing TaskStateMachine) -> Value) -> Value {
    lock.withLock { body(pipeline.state) }
  }

  /// The name of a queue that an effect or a record has named.
  package func queueName(_ number: UInt32) -> QueueName {
    lock.withLock { pipeline.state.queues.name(of: number) }
  }

  /// The token of a leased task whose bytes cannot be read, to report just that.
  package func tokenWithoutRecord(_ task: LeasedTask) -> LeaseToken {
    lock.withLock { token(of: task, addedAt: 0) }
  }

  /// Under the lock.
  func token(of task: LeasedTask, addedAt: UInt64) -> LeaseToken {
    let id = TaskID(
      milliseconds: addedAt, storeTag: identity.id.tag, reference: task.reference)
    return LeaseToken(task: id, epoch: pipeline.state.epoch, counter: task.counter)
  }
}
