import XylemStorage

extension TaskStore {
  /// The segments that are kept although most of them is not needed, with the tasks that keep them:
  /// the emptiest first. For finding out who makes a store larger than its tasks.
  ///
  /// The segment that is written to is not among them. Reads each segment that it names; nothing
  /// changes.
  ///
  /// - Parameter limit: The most segments to look at.
  /// - Throws: `.closed`; `.poisoned` after a failed write; `.corrupt` or `.io` when a segment
  ///   cannot be read.
  public func pinnedSegments(limit: Int = 10) async throws(StoreError) -> [PinnedSegment] {
    try await blocking.run { [engine] () throws(StoreError) in
      try engine.pinnedSegments(limit: limit)
    }
  }
}
