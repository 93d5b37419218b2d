import XylemStorage

/// Reading what is kept of ended tasks.
extension TaskStore {
  /// Reads a record that `snapshot` names; `nil` when the task has changed meanwhile, so that its
  /// records need not be there any more.
  ///
  /// - Throws: `.corrupt` or `.io` when the record should be there and cannot be read; `.closed`,
  ///   or `.poisoned` after a failed write.
  func read(
    _ location: RecordLocation, of task: TaskReference, _ snapshot: TaskStateMachine.Snapshot
  ) async throws(StoreError) -> StoredRecord? {
    let failure: StoreError
    do throws(StoreError) {
      return try await blocking.run { [engine] () throws(StoreError) in
        try engine.read(location, keptOf: task)
      }
    } catch { failure = error }
    if try await isStill(task, snapshot) { throw failure }
    return nil
  }

  /// Reads the letters of tasks that were dead when the snapshots were taken; those that are no
  /// longer are left out.
  ///
  /// - Throws: `.corrupt` or `.io` when the record of a death cannot be read; `.closed`, or
  ///   `.poisoned` after a failed write. A payload that cannot be read leaves the letter without.
  func read(
    _ dead: [(task: TaskReference, snapshot: TaskStateMachine.Snapshot)]
  ) async throws(StoreError) -> [DeadLetter] {
    let results = try await blocking.run { [engine] in
      dead.map { engine.deadLetter($0.task, $0.snapshot) }
    }
    var letters: [DeadLetter] = []
    for (result, (task, snapshot)) in zip(results, dead) {
      switch result {
      case .success(let letter): letters.append(letter)
      case .failure(let failure): if try await isStill(task, snapshot) { throw failure }
      }
    }
    return letters
  }

  /// Whether the task stands where it stood.
  private func isStill(
    _ task: TaskReference, _ snapshot: TaskStateMachine.Snapshot
  ) async throws(StoreError) -> Bool {
    try await inspect { $0.snapshot(of: task) } == snapshot
  }
}

/// All of it blocks on the disk.
extension Engine {
  /// The record at `location`, if it is one in which something is kept of `task`.
  fileprivate func read(
    _ location: RecordLocation, keptOf task: TaskReference
  ) throws(StoreError) -> StoredRecord {
    let stored = try read(location)
    switch stored.record {
    case .completed(task, _), .died(task, _, _): return stored
    default:
      let file = StoreFileName.segmentPath(location.segment)
      throw .corrupt(
        Corruption(file: file, offset: UInt64(location.offset), what: "another task's record"))
    }
  }

  fileprivate func deadLetter(
    _ task: TaskReference, _ snapshot: TaskStateMachine.Snapshot
  ) -> Result<DeadLetter, StoreError> {
    guard let location = snapshot.reason else {
      preconditionFailure("a task without a death has no letter")
    }
    do throws(StoreError) {
      let death = try read(location, keptOf: task)
      guard case .died(_, let reason, _) = death.record else {
        let file = StoreFileName.segmentPath(location.segment)
        throw .corrupt(
          Corruption(file: file, offset: UInt64(location.offset), what: "not a death"))
      }
      let payload = storedPayload(of: task, at: snapshot.location)
      let id = TaskID(
        milliseconds: payload?.addedAt ?? 0, storeTag: identity.id.tag, reference: task)
      return .success(
        DeadLetter(
          id: id, name: snapshot.kind.name, queue: snapshot.queue, reason: reason,
          message: String(decoding: death.bytes, as: UTF8.self), payload: payload?.bytes,
          attempts: snapshot.failures))
    } catch { return .failure(error) }
  }

  private func storedPayload(
    of task: TaskReference, at location: RecordLocation
  ) -> (bytes: [UInt8], addedAt: UInt64)? {
    guard let stored = try? read(location), case .enqueued(let added) = stored.record,
      added.reference == task
    else { return nil }
    return (stored.bytes, added.at)
  }
}
