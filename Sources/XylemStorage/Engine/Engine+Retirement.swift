import XylemCore

/// Letting segments go.
extension Engine {
  /// Recycles or removes segments that hold nothing needed. One is needed while a record in it is
  /// alive, or while it is not covered by both kept checkpoints.
  func retireSegments() throws(StoreError) {
    for number in lock.withLock({ retirableSegments() }) {
      readers.forget(number)
      do {
        if lock.withLock({ spareCount < spareLimit }) {
          try segmentDirectory.recycle(number)
        } else {
          try segmentDirectory.remove(number)
        }
      } catch { throw StoreError(error) }
      lock.withLock {
        segments.removeAll { $0.number == number }
        noteRetired(number)
      }
    }
    for number in lock.withLock({ retirableColdSegments() }) {
      readers.forget(number)
      if number == coldWriter.current { coldWriter.close() }
      do { try segmentDirectory.remove(number) } catch { throw StoreError(error) }
      lock.withLock {
        coldSegments.removeAll { $0.number == number }
        noteRetired(number)
      }
    }
  }

  private func noteRetired(_ number: UInt32) {
    stubbornSegments.remove(number)
    logStatistics.retiredSegments += 1
    isColdFull = false
  }

  /// Under the lock.
  private func retirableSegments() -> [UInt32] {
    guard checkpoints.count == 2, let newest = checkpoints.first, let last = checkpoints.last
    else { return [] }
    let older = isPlanted(.trustOneCheckpoint) ? newest : last
    return zip(segments, segments.dropFirst()).compactMap { segment, next in
      let lastSequence = next.firstSequence &- 1
      if isPlanted(.retireUncoveredSegment) {
        return pipeline.state.usage[segment.number] == 0 ? segment.number : nil
      }
      guard next.firstSequence > 0, lastSequence <= older.lastSequence,
        segment.number < older.tailSegment || isPlanted(.retireTailOfCheckpoint)
      else { return nil }
      return newest.usage[segment.number] == 0 ? segment.number : nil
    }
  }

  /// Cold segments in which nothing is needed, and which no record that is behind the newest
  /// checkpoint names. They are never replayed, so one checkpoint is enough: if that is damaged,
  /// the log behind the older one says the same. Under the lock.
  private func retirableColdSegments() -> [UInt32] {
    guard let newest = checkpoints.first else { return [] }
    return coldSegments.filter { segment in
      if isPlanted(.retireUncoveredColdSegment) { return newest.usage[segment.number] == 0 }
      return segment.namedThrough <= newest.lastSequence && newest.usage[segment.number] == 0
    }.map(\.number)
  }
}
