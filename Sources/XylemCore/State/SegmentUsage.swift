/// How many bytes of each segment are still needed: payloads of living tasks, kept results,
/// reasons of dead letters. A segment without any can be recycled once checkpoints cover it.
package struct SegmentUsage: Sendable {
  /// The segment that bytes were added to last, kept out of the dictionary because nearly every
  /// record goes where the one before it went.
  private var recent: UInt32 = 0
  private var recentBytes: UInt64 = 0
  private var others: [UInt32: UInt64] = [:]

  /// No living bytes anywhere.
  package init() {}

  /// The living bytes of a segment.
  package subscript(segment: UInt32) -> UInt64 {
    segment == recent ? recentBytes : others[segment] ?? 0
  }

  /// The living bytes of all segments. O(segments).
  package var total: UInt64 { others.values.reduce(recentBytes, +) }

  /// The segments with living bytes, in ascending order. O(n log n) in the segments.
  package var segments: [UInt32] {
    (others.keys + (recentBytes > 0 ? [recent] : [])).sorted()
  }

  /// Counts the bytes of a record that is needed from now on.
  package mutating func add(_ location: RecordLocation) {
    if location.segment != recent {
      if recentBytes > 0 { others[recent] = recentBytes }
      recent = location.segment
      recentBytes = others.removeValue(forKey: recent) ?? 0
    }
    recentBytes += UInt64(location.length)
  }

  /// Takes the bytes of a record off that is no longer needed.
  package mutating func remove(_ location: RecordLocation) {
    let bytes = UInt64(location.length)
    if location.segment == recent {
      precondition(recentBytes >= bytes, "segment \(recent) has fewer living bytes")
      recentBytes -= bytes
      return
    }
    guard let left = others[location.segment], left >= bytes else {
      preconditionFailure("segment \(location.segment) has fewer living bytes")
    }
    others[location.segment] = left == bytes ? nil : left - bytes
  }
}
