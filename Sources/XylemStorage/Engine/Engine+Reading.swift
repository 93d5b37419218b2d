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
    let offset = UInt64(location.offset)
    return try file.withCheckedBytes(at: offset, count: Int(location.length)) {
      (bytes) throws(StoreError) in
      do throws(FormatError) {
        let decoded = try RecordCoder.decode(bytes)
        guard decoded.length == Int(location.length) else { throw .invalid("record length") }
        return StoredRecord(record: decoded.record, bytes: Array(decoded.bytes))
      } catch {
        throw StoreError(
          error, file: StoreFileName.segmentPath(location.segment), offset: offset)
      }
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
    guard stored.record.keeper == task || isPlanted(.believeAnyRecord) else {
      throw .corrupt(
        Corruption(
          file: StoreFileName.segmentPath(location.segment), offset: UInt64(location.offset),
          what: "the record of another task"))
    }
    return stored
  }

  /// Reads what a leased task carries. Blocks on the disk, usually on the page cache.
  ///
  /// - Throws: `.corrupt` when its bytes are damaged; `.refused(.staleToken)` is not thrown here,
  ///   a lease that ended meanwhile shows when its outcome is reported.
  package func deliver(_ task: LeasedTask) throws(StoreError) -> Delivery {
    let stored = try read(task.location, of: task.reference)
    guard case .enqueued(let added) = stored.record else {
      throw .corrupt(
        Corruption(
          file: StoreFileName.segmentPath(task.location.segment),
          offset: UInt64(task.location.offset), what: "no task was added here"))
    }
    return lock.withLock {
      Delivery(
        token: token(of: task, addedAt: added.at), payload: stored.bytes,
        name: pipeline.state.kinds[added.kind].definition.name,
        queue: pipeline.state.queues.name(of: added.queue),
        attempt: task.attempt, delivery: task.delivery)
    }
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

  private func token(of task: LeasedTask, addedAt: UInt64) -> LeaseToken {
    let id = TaskID(
      milliseconds: addedAt, storeTag: identity.id.tag, reference: task.reference)
    return LeaseToken(task: id, epoch: pipeline.state.epoch, counter: task.counter)
  }
}
