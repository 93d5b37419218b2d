import XylemCore

/// Compaction: what is still needed of mostly dead segments is written again at the end of the log,
/// so that a few old tasks do not keep a long log.
///
/// It goes through the one pipeline like everything else: a relocation is a record, and a segment
/// goes by the same rules whether its tasks ended or moved on.
extension Engine {
  /// How much is written again in one go.
  private static let relocatedBytesMax = 256 * 1024

  /// Whether there is something to write again now. Under the lock.
  var canCompact: Bool {
    guard failure == nil, !isClosing, spareCount > Self.reservedSegments else { return false }
    guard let compaction else { return victim() != nil }
    return compaction.waitsFor <= recoveredThrough + logStatistics.records
  }

  /// The emptiest segment that should be emptied; `nil` while the store is small enough.
  /// O(segments).
  private func victim() -> UInt32? {
    let usage = pipeline.state.usage
    let half = UInt64(identity.segmentBytes) / 2
    let needed = segments.dropLast().map(\.number).filter { usage[$0] > 0 }
    guard isTooLarge(needed.count + 1 + spareCount) else { return nil }
    return needed.filter { !stubbornSegments.contains($0) && usage[$0] <= half }
      .min { usage[$0] < usage[$1] }
  }

  /// Writes the next part of a mostly dead segment again.
  func compact() {
    let begun = lock.withLock { canCompact ? compaction ?? victim().map(Compaction.init) : nil }
    guard var next = begun else { return }
    let parts = readNeeded(&next)
    for part in parts {
      // A refusal leaves the records where they are: too large for a frame with one header more.
      _ = submit(.relocate(part), durability: .written, waiter: .none)
    }
    lock.withLock {
      logStatistics.relocatedBytes += parts.joined().reduce(0) { $0 + UInt64($1.bytes.count) }
      next.waitsFor = pipeline.open.frames.nextSequence - 1
      compaction = next.isAtEnd ? nil : next
      if next.isAtEnd { finishCompaction(of: next.segment) }
    }
  }

  /// Remembers a segment that could not be emptied, so that it is not tried again and again. Under
  /// the lock.
  private func finishCompaction(of segment: UInt32) {
    if pipeline.state.usage[segment] > 0 { stubbornSegments.insert(segment) }
    requestCheckpointForEmptied()
  }

  /// Asks for the checkpoints that let emptied segments go, while the store is too large with them.
  /// Under the lock.
  func requestCheckpointForEmptied() {
    // One whose successor cannot be read stays; waiting for it would never end.
    let emptied = zip(segments, segments.dropFirst()).contains { segment, next in
      pipeline.state.usage[segment.number] == 0 && next.firstSequence > 0
    }
    guard emptied, isTooLarge(segments.count + spareCount) else { return }
    wantsCheckpoint = true
    commitWanted.signal()
  }

  private func isTooLarge(_ segmentCount: Int) -> Bool {
    let bytes = UInt64(identity.segmentBytes)
    return UInt64(segmentCount) * bytes
      > 2 * pipeline.state.usage.total + options.slackSegments * bytes
  }

  /// What is still needed of the next frames, in parts that each fit one frame. What cannot be read
  /// stays where it is.
  private func readNeeded(_ next: inout Compaction) -> [[Relocation]] {
    let room = lock.withLock { min(Self.relocatedBytesMax, pipeline.open.frames.groupBytesMax) }
    var parts: [[Relocation]] = []
    var (total, partBytes) = (0, room)
    do throws(StoreError) {
      guard let segment = try segmentDirectory.segment(next.segment, of: identity.id) else {
        next.isAtEnd = true
        return []
      }
      let reader = try SegmentReader(segment)
      while total < Self.relocatedBytesMax {
        guard let found = try reader.needed(at: &next.offset, where: isNeeded) else {
          next.isAtEnd = true
          return parts
        }
        for relocation in found {
          let bytes = Plan.bytesBound(ofTransitionCarrying: relocation.bytes)
          if partBytes + bytes > room { (partBytes, _) = (0, parts.append([])) }
          parts[parts.count - 1].append(relocation)
          partBytes += bytes
          total += bytes
        }
      }
    } catch { next.isAtEnd = true }
    return parts
  }

  private func isNeeded(
    _ task: TaskReference, _ part: Relocation.Part, _ location: RecordLocation
  ) -> Bool {
    lock.withLock { pipeline.state.location(of: task, part) == location }
  }
}
