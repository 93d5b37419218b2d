/// The number that stands for a record in the log. Numbers are never reused for another meaning.
package enum RecordKind: UInt8, CaseIterable, Sendable {
  case queueAdded = 1
  case kindAdded = 2
  case enqueued = 3
  case promoted = 4
  case leased = 5
  case extended = 6
  case completed = 7
  case retried = 8
  case died = 9
  case released = 10
  case leaseLost = 11
  case expired = 12
  case cancelled = 13
  case revived = 14
  case discarded = 15
  case queuePaused = 16
  case queueResumed = 17
  case opened = 18
  case closed = 19
  case relocated = 20
  case moved = 21
  case queueLimited = 22
  case permitsTaken = 23

  /// Whether the record carries bytes of the user, and so a checksum of its own.
  package var carriesBytes: Bool {
    switch self {
    case .enqueued, .completed, .retried, .died, .relocated: return true
    default: return false
    }
  }
}
