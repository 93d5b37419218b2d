import XylemCore

/// How long the log may be, and which segment is emptied when it is longer.
///
/// Copies are bounded by what the callers append, without a budget that is counted: a segment is
/// emptied only when at most half of it is needed, so each copied byte frees at least one that was
/// appended and is dead.
extension Engine {
  /// Room for emptied segments that wait for the two checkpoints which let them go.
  private static let waitingSegments = 3

  /// The segment that should be emptied: of those at most half of which is needed, the emptiest.
  /// `nil` while the store is small enough. Under the lock; O(segments).
  func victim() -> UInt32? {
    let usage = pipeline.state.usage
    let whole = UInt64(identity.segmentBytes)
    let hot = segments.dropLast().map { (number: $0.number, bytes: whole) }
    let cold = coldSegments.map { (number: $0.number, bytes: $0.bytes) }
    let needed = (hot + cold).filter { usage[$0.number] > 0 }
    let others = UInt64(1 + spareCount + Self.waitingSegments)
    let taken = needed.reduce(others * whole) { $0 + $1.bytes }
    guard isDiskFull || isTooLarge(taken) else { return nil }
    return needed.filter { usage[$0.number] <= $0.bytes / 2 && isAllowed($0.number) }
      .min { usage[$0.number] * $1.bytes < usage[$1.number] * $0.bytes }?.number
  }

  private func isAllowed(_ number: UInt32) -> Bool {
    number != coldWriter.current && !stubbornSegments.contains(number)
  }

  /// Remembers a segment that could not be emptied, so that it is not tried again and again. Under
  /// the lock.
  func finishCompaction(of segment: UInt32) {
    if pipeline.state.usage[segment] > 0 { stubbornSegments.insert(segment) }
    if isDiskFull { wantCheckpoint() } else { requestCheckpointForSpace() }
  }

  /// Asks for the checkpoints that let emptied segments go, and for the one without which none is
  /// emptied, while the store is too large. Under the lock.
  func requestCheckpointForSpace() {
    if isCheckpointRefused { return }
    if isFirstCheckpointWanted || (hasEmptied && isTooLarge(taken)) { wantCheckpoint() }
  }

  private func wantCheckpoint() {
    wantsCheckpoint = true
    commitWanted.signal()
  }

  /// Whether something should be emptied and no checkpoint of this opening was taken yet. Under the
  /// lock.
  var isFirstCheckpointWanted: Bool {
    guard logStatistics.checkpoints == 0, !wantsCheckpoint, captured == nil, !isMaintaining,
      failure == nil, !isClosing, !isCheckpointRefused
    else { return false }
    return victim() != nil
  }

  private var hasEmptied: Bool {
    let usage = pipeline.state.usage
    // One whose successor cannot be read stays; waiting for it would never end.
    return zip(segments, segments.dropFirst()).contains { segment, next in
      usage[segment.number] == 0 && next.firstSequence > 0
    } || coldSegments.contains { usage[$0.number] == 0 }
  }

  /// How many spare segments are kept of those that go. Under the lock.
  var spareLimit: Int {
    isTooLarge(taken) ? options.spareSegments : options.recycledSegments
  }

  /// What the segments take of the disk, in bytes.
  private var taken: UInt64 {
    let hot = UInt64(segments.count + spareCount) * UInt64(identity.segmentBytes)
    return coldSegments.reduce(hot) { $0 + $1.bytes }
  }

  private func isTooLarge(_ bytes: UInt64) -> Bool {
    let slack = options.slackSegments * UInt64(identity.segmentBytes)
    return bytes > 2 * pipeline.state.usage.total + slack
  }
}
