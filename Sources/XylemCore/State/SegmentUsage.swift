/// How many bytes of each segment are still needed: payloads of living tasks, kept results,
/// reasons of dead letters. A segment without any can be recycled once checkpoints cover it.
package struct SegmentUsage: Sendable {
  /// The segment that the first count is for.
  package private(set) var first: UInt32 = 0
  fileprivate var liveBytes: [UInt64] = []

  package init() {}

  /// The living bytes of a segment.
  package subscript(segment: UInt32) -> UInt64 {
    guard segment >= first, Int(segment - first) < liveBytes.count else { return 0 }
    return liveBytes[Int(segment - first)]
  }

  /// Counts the bytes of a record that is needed from now on.
  package mutating func add(_ location: RecordLocation) {
    if liveBytes.isEmpty { first = location.segment }
    if location.segment < first {
      let missing = Int(first - location.segment)
      liveBytes.insert(contentsOf: repeatElement(0, count: missing), at: 0)
      first = location.segment
    }
    while Int(location.segment - first) >= liveBytes.count { liveBytes.append(0) }
    liveBytes[Int(location.segment - first)] += UInt64(location.length)
  }

  /// Takes the bytes of a record off that is no longer needed.
  package mutating func remove(_ location: RecordLocation) {
    let index = Int(location.segment) - Int(first)
    precondition(liveBytes.indices.contains(index), "segment \(location.segment) has no bytes")
    precondition(liveBytes[index] >= UInt64(location.length))
    liveBytes[index] -= UInt64(location.length)
    if index == 0 { dropEmptyPrefix() }
  }

  private mutating func dropEmptyPrefix() {
    // Only in larger steps: moving the array down for every emptied segment would cost O(n) each.
    guard let used = liveBytes.firstIndex(where: { $0 > 0 }), used >= 64 else { return }
    liveBytes.removeFirst(used)
    first += UInt32(used)
  }
}

extension SegmentUsage {
  /// The living bytes of all segments.
  package var total: UInt64 { liveBytes.reduce(0, +) }
}
