import XylemCore

/// What workers get: the bytes of many leased tasks with as few reads as can be.
extension Engine {
  /// A record that was read for a leased task: what was added, and the payload.
  private typealias Content = (added: Record.Enqueued, payload: [UInt8])

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
    var contents = [Result<Content, StoreError>?](repeating: nil, count: tasks.count)
    for run in RecordRun.covering(tasks.map(\.location)) where run.members.count > 1 {
      try? read(run) { (bytes) throws(StoreError) in
        for index in run.members {
          let content = self.content(of: tasks[index], in: run, bytes)
          if (try? content.get()) != nil || isPlanted(.believeRun) { contents[index] = content }
        }
      }
    }
    let found = zip(tasks, contents).map { task, content in content ?? readAlone(task) }
    return lock.withLock {
      zip(tasks, found).map { task, content in content.map { delivery(of: task, $0) } }
    }
  }

  /// Reads what a leased task carries.
  ///
  /// - Throws: as the failure of one of many.
  package func deliver(_ task: LeasedTask) throws(StoreError) -> Delivery {
    try deliver([task])[0].get()
  }

  private func read(
    _ run: RecordRun, _ body: (UnsafeRawBufferPointer) throws(StoreError) -> Void
  ) throws(StoreError) {
    let file: any File
    do { file = try readers.file(run.segment) } catch { throw StoreError(error) }
    try file.withBytes(at: UInt64(run.start), count: run.byteCount, body)
  }

  private func content(
    of task: LeasedTask, in run: RecordRun, _ bytes: UnsafeRawBufferPointer
  ) -> Result<Content, StoreError> {
    let place = Int(task.location.offset - run.start)
    let end = min(place + Int(task.location.length), bytes.count)
    let record = UnsafeRawBufferPointer(rebasing: bytes[min(place, end)..<end])
    do throws(StoreError) {
      return .success(try content(of: task, try decode(record, at: task.location)))
    } catch { return .failure(error) }
  }

  private func readAlone(_ task: LeasedTask) -> Result<Content, StoreError> {
    do throws(StoreError) {
      return .success(try content(of: task, try read(task.location)))
    } catch { return .failure(error) }
  }

  private func content(
    of task: LeasedTask, _ stored: StoredRecord
  ) throws(StoreError) -> Content {
    try check(stored, at: task.location, of: task.reference)
    guard case .enqueued(let added) = stored.record else {
      throw corruption(at: task.location, "no task was added here")
    }
    return (added, stored.bytes)
  }

  /// Under the lock.
  private func delivery(of task: LeasedTask, _ content: Content) -> Delivery {
    Delivery(
      token: token(of: task, addedAt: content.added.at), payload: content.payload,
      name: pipeline.state.kinds[content.added.kind].definition.name,
      queue: pipeline.state.queues.name(of: content.added.queue),
      attempt: task.attempt, delivery: task.delivery)
  }
}
