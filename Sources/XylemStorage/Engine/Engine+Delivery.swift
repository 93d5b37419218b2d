import XylemCore

/// What workers get: the bytes of many leased tasks with as few reads as can be.
extension Engine {
  /// Reads what each of `tasks` carries, in their order. Blocks on the disk, usually on the page
  /// cache.
  ///
  /// Records that lie close together are read at once and decoded where they are; only the payload
  /// is copied. A run that cannot be read, or a record in it that is not whole, is tried again
  /// alone, so that damage to one task is no other's.
  ///
  /// A failure is `.corrupt` when the bytes of that task are damaged, or why the system did not
  /// read. That a lease ended meanwhile shows only when its outcome is reported.
  package func deliver(_ tasks: [LeasedTask]) -> [Result<Delivery, StoreError>] {
    var parcels = [Parcel?](repeating: nil, count: tasks.count)
    for run in RecordRun.covering(tasks) where run.members.count > 1 {
      // Whatever went wrong is found out, task by task, below.
      try? read(run) { bytes in open(bytes, run, tasks, into: &parcels) }
    }
    var failures: [Int: StoreError] = [:]
    for index in tasks.indices where parcels[index] == nil {
      do throws(StoreError) { parcels[index] = try readAlone(tasks[index]) } catch {
        failures[index] = error
      }
    }
    return lock.withLock { deliveries(of: tasks, parcels, failures) }
  }

  /// The most that is read by whoever must not wait, in bytes: copying it takes microseconds.
  private static let cachedBytesMax = 256 * 1024

  /// Reads what each of `tasks` carries if nobody has to wait for the disk: all of it is in the
  /// page cache, whole, and not much. `nil` otherwise, and then ``deliver(_:)`` knows more.
  package func deliverCached(_ tasks: [LeasedTask]) -> [Delivery]? {
    var parcels = [Parcel?](repeating: nil, count: tasks.count)
    let runs = RecordRun.covering(tasks)
    guard runs.reduce(0, { $0 + $1.byteCount }) <= Self.cachedBytesMax else { return nil }
    for run in runs {
      guard let file = readers.openFile(run.segment) else { return nil }
      let isRead: Void? = file.withCachedBytes(at: UInt64(run.start), count: run.byteCount) {
        open($0, run, tasks, into: &parcels)
      }
      guard isRead != nil else { return nil }
    }
    let whole = parcels.compactMap { $0 }
    guard whole.count == tasks.count else { return nil }
    return lock.withLock {
      try? zip(tasks, whole).map { task, parcel in try delivery(of: task, parcel).get() }
    }
  }

  /// Reads what a leased task carries.
  ///
  /// - Throws: as the failure of one of many.
  package func deliver(_ task: LeasedTask) throws(StoreError) -> Delivery {
    try deliver([task])[0].get()
  }

  private func read(
    _ run: RecordRun, _ body: (UnsafeRawBufferPointer) -> Void
  ) throws(StoreError) {
    let file: any File
    do { file = try readers.file(run.segment) } catch { throw StoreError(error) }
    try file.withBytes(at: UInt64(run.start), count: run.byteCount, body)
  }

  /// Takes the payloads out of the bytes of a run, as far as its records are whole.
  private func open(
    _ bytes: UnsafeRawBufferPointer, _ run: RecordRun, _ tasks: [LeasedTask],
    into parcels: inout [Parcel?]
  ) {
    for index in run.members {
      let location = tasks[index].location
      let place = Int(location.offset - run.start)
      let end = place + Int(location.length)
      guard end <= bytes.count else { return }
      let record = UnsafeRawBufferPointer(rebasing: bytes[place..<end])
      if let added = try? RecordCoder.addition(record), added.task == tasks[index].reference {
        parcels[index] = Parcel(added)
      } else if isPlanted(.believeRun) {
        parcels[index] = Parcel(queue: 0, kind: 0, at: 0, payload: [])
      }
    }
  }

  private func readAlone(_ task: LeasedTask) throws(StoreError) -> Parcel {
    let stored = try read(task.location, of: task.reference)
    guard case .enqueued(let added) = stored.record else {
      throw corruption(at: task.location, "no task was added here")
    }
    return Parcel(queue: added.queue, kind: added.kind, at: added.at, payload: stored.bytes)
  }

  /// Under the lock.
  private func deliveries(
    of tasks: [LeasedTask], _ parcels: [Parcel?], _ failures: [Int: StoreError]
  ) -> [Result<Delivery, StoreError>] {
    var answers: [Result<Delivery, StoreError>] = []
    answers.reserveCapacity(tasks.count)
    for index in tasks.indices {
      if let parcel = parcels[index] {
        answers.append(delivery(of: tasks[index], parcel))
      } else if let failure = failures[index] {
        answers.append(.failure(failure))
      }
    }
    return answers
  }

  /// A whole record may still name a queue or a kind that this store has not.
  private func delivery(of task: LeasedTask, _ parcel: Parcel) -> Result<Delivery, StoreError> {
    guard pipeline.state.kinds.contains(parcel.kind), pipeline.state.queues.contains(parcel.queue)
    else { return .failure(corruption(at: task.location, "queue or kind of a task")) }
    return .success(
      Delivery(
        token: token(of: task, addedAt: parcel.at), payload: parcel.payload,
        name: pipeline.state.kinds[parcel.kind].definition.name,
        queue: pipeline.state.queues.name(of: parcel.queue),
        attempt: task.attempt, delivery: task.delivery))
  }
}
