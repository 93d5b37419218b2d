/// What recovery sees at the place where the next frame is expected.
package struct RecoveryEvidence: Hashable, Sendable {
  /// The bytes at the place.
  package enum Frame: Hashable, Sendable, CaseIterable {
    /// A frame of this segment that continues the chain.
    case valid
    /// Nothing was written here: zeros, or in a recycled file anything that is no frame of it.
    case blank
    /// Something was written here, but not wholly, or not by a continuation of the chain.
    case damaged
  }

  /// The segment with the next number.
  package enum Successor: Hashable, Sendable, CaseIterable {
    /// No such file, or one that was never begun.
    case absent
    /// Its header names this segment's end and checksum as its predecessor.
    case matching
    /// Its header is damaged, or names something else.
    case other
  }

  /// What the bytes at the place are.
  package var frame: Frame
  /// The frame before this place was a seal: it was written after the next segment's header was
  /// synced, so the log goes on there.
  package var isSealed: Bool
  /// A whole frame further on says that the record expected here had been synced, or lies in a
  /// later segment, which it may only once all of this one was.
  package var isWatermarkBeyond: Bool
  /// What the file with the next number is.
  package var successor: Successor

  /// Makes evidence of what was seen.
  package init(
    frame: Frame, isSealed: Bool, isWatermarkBeyond: Bool, successor: Successor
  ) {
    self.frame = frame
    self.isSealed = isSealed
    self.isWatermarkBeyond = isWatermarkBeyond
    self.successor = successor
  }
}

/// What recovery does about it.
package enum RecoveryVerdict: Hashable, Sendable {
  /// Take the frame and look behind it.
  case advance
  /// Go on at the start of the next segment.
  case follow
  /// The log ends here, cleanly.
  case end
  /// The log ends here; what follows was never acknowledged and is reported as cut.
  case cut
  /// Synced bytes are damaged: refuse, delete nothing.
  case rot
}

/// Tells a torn tail from rot by evidence, not by guess. One row fits each evidence:
///
///     sealed  successor  frame    watermark beyond   verdict
///     yes     matching   any      any                follow
///     yes     other      any      any                rot      the header had been synced
///     yes     absent     any      any                rot      the file had been synced
///     no      any        valid    any                advance
///     no      any        blank    yes                rot      a synced frame is gone
///     no      any        damaged  yes                rot
///     no      any        blank    no                 end
///     no      any        damaged  no                 cut
///
/// Without a seal the successor says nothing: its header is synced before the seal is written, so
/// a crash between the two leaves a begun segment that holds no record.
package enum RecoveryTable {
  /// The verdict on `evidence`.
  package static func verdict(on evidence: RecoveryEvidence) -> RecoveryVerdict {
    if evidence.isSealed { return evidence.successor == .matching ? .follow : .rot }
    if evidence.frame == .valid { return .advance }
    if evidence.isWatermarkBeyond, !isPlanted(.cutRotLikeATornTail) { return .rot }
    return evidence.frame == .blank ? .end : .cut
  }
}
