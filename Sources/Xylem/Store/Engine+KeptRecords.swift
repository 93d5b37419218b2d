import XylemStorage

/// Reading what is kept of ended tasks. All of it blocks on the disk.
extension Engine {
  /// Reads a record that `snapshot` names; `nil` when the task has changed meanwhile, so that its
  /// records need not be there any more.
  ///
  /// - Throws: `.corrupt` or `.io` when the record should be there and cannot be read.
  func read(
    _ location: RecordLocation, of task: TaskReference, _ snapshot: TaskStateMachine.Snapshot
  ) throws(StoreError) -> StoredRecord? {
    let failure: StoreError
    do throws(StoreError) {
      let stored = try read(location)
      if stored.record.keeps(task) { return stored }
      let file = StoreFileName.segmentPath(location.segment)
      failure = .corrupt(
        Corruption(file: file, offset: UInt64(location.offset), what: "another task's record"))
    } catch { failure = error }
    if isStill(task, snapshot) { throw failure }
    return nil
  }

  /// Reads the letter of a dead task; `nil` when the task is no longer dead.
  ///
  /// - Throws: `.corrupt` or `.io` when the record of its death cannot be read. A payload that
  ///   cannot be read leaves the letter without one.
  func deadLetter(
    _ task: TaskReference, _ snapshot: TaskStateMachine.Snapshot
  ) throws(StoreError) -> DeadLetter? {
    guard let location = snapshot.reason, let death = try read(location, of: task, snapshot),
      case .died(task, let reason, _) = death.record
    else { return nil }
    let payload = storedPayload(of: task, at: snapshot.location)
    return DeadLetter(
      id: TaskID(
        milliseconds: payload?.addedAt ?? 0, storeTag: identity.id.tag, reference: task),
      name: snapshot.kind.name, queue: snapshot.queue, reason: reason,
      message: String(decoding: death.bytes, as: UTF8.self), payload: payload?.bytes,
      attempts: snapshot.failures)
  }

  private func storedPayload(
    of task: TaskReference, at location: RecordLocation
  ) -> (bytes: [UInt8], addedAt: UInt64)? {
    guard let stored = try? read(location), case .enqueued(let added) = stored.record,
      added.reference == task
    else { return nil }
    return (stored.bytes, added.at)
  }

  /// Whether the task stands where it stood.
  private func isStill(_ task: TaskReference, _ snapshot: TaskStateMachine.Snapshot) -> Bool {
    let thread = BlockedThread()
    let now = inspect(waiter: .thread(thread)) { $0.snapshot(of: task) }
    guard thread.wait() == nil, case .success(let found?) = now else { return false }
    return found == snapshot
  }
}

extension Record {
  /// Whether this is a record that something is kept in for `task`.
  fileprivate func keeps(_ task: TaskReference) -> Bool {
    switch self {
    case .completed(let found, _), .died(let found, _, _): found == task
    default: false
    }
  }
}
