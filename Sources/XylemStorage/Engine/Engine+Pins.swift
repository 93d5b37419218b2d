import XylemCore

/// Which tasks keep which segments.
extension Engine {
  /// The segments in which something is needed, but for the ones that are written to: the emptiest
  /// first. Blocks; reads each of them. Nothing changes.
  ///
  /// - Throws: `.corrupt` or `.io` when a segment cannot be read; `.poisoned` after a failed write.
  package func pinnedSegments(limit: Int) throws(StoreError) -> [PinnedSegment] {
    try checkUnfailed()
    let found = lock.withLock { Array(pinning().prefix(max(0, limit))) }
    var pins: [PinnedSegment] = []
    for segment in found {
      pins.append(
        PinnedSegment(
          file: StoreFileName.segmentPath(segment.number), bytes: segment.bytes,
          neededBytes: segment.needed, tasks: try holders(of: segment.number)))
    }
    return pins
  }

  private typealias Pinning = (number: UInt32, bytes: UInt64, needed: UInt64)

  /// Under the lock.
  private func pinning() -> [Pinning] {
    let usage = pipeline.state.usage
    let whole = UInt64(identity.segmentBytes)
    let hot = segments.dropLast().map { (number: $0.number, bytes: whole) }
    let cold = coldSegments.map { (number: $0.number, bytes: $0.bytes) }
    return (hot + cold).map { ($0.number, $0.bytes, usage[$0.number]) }
      .filter { $0.needed > 0 }.sorted { $0.needed < $1.needed }
  }

  private func holders(of number: UInt32) throws(StoreError) -> [AffectedTask] {
    let read: Reading
    do throws(StoreError) { read = try reading(number) } catch {
      // It went meanwhile.
      guard case .missing = error else { throw error }
      return []
    }
    var holders: [AffectedTask] = []
    var offset = Compaction(number).offset
    while holders.count < PinnedSegment.tasksMax, let records = try read(&offset, isNeeded) {
      holders += records.compactMap(holder)
    }
    return Array(holders.prefix(PinnedSegment.tasksMax))
  }

  /// `nil` when the task has ended meanwhile.
  private func holder(of record: NeededRecord) -> AffectedTask? {
    let added = record.bytes.withUnsafeBytes { try? RecordCoder.decode($0).record }
    return look { state in
      guard let snapshot = state.snapshot(of: record.task) else { return nil }
      var addedAt = state.addedAt(of: record.task)
      if case .enqueued(let added)? = added { addedAt = added.at }
      return AffectedTask(
        record.task, addedAt: addedAt, store: identity.id, name: snapshot.kind.name,
        queue: snapshot.queue)
    }
  }
}
