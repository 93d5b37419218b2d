/// What only few tasks need: an expiry, a unique key, the reason of a death.
///
/// A task that has any of them names its companion; the others pay four bytes for the option.
package struct CompanionRow: BitwiseCopyable {
  package var timerNext = UInt32.max
  package var timerPrevious = UInt32.max
  /// The row of the task; `.max` in a companion that is not in use.
  package var owner = UInt32.max
  /// Where the `died` record is; length 0 for none.
  package var reasonSegment: UInt32 = 0
  package var reasonOffset: UInt32 = 0
  package var reasonLength: UInt32 = 0
  /// When the task ends unless it is leased, ms since 1970; 0 for never.
  package var expiry: UInt64 = 0
  /// 128-bit hash of the unique key; both halves 0 for none.
  package var keyLow: UInt64 = 0
  package var keyHigh: UInt64 = 0
  /// When the task was added, ms since 1970; with it the task's id can be told without a read.
  package var addedAt: UInt64 = 0

  package init() {}

  /// The hash of the unique key, if the task has one.
  package var key: KeyHash? {
    get { keyLow | keyHigh == 0 ? nil : KeyHash(low: keyLow, high: keyHigh) }
    set {
      keyLow = newValue?.low ?? 0
      keyHigh = newValue?.high ?? 0
    }
  }

  /// Where the `died` record is, if the task is dead.
  package var reason: RecordLocation? {
    get {
      guard reasonLength > 0 else { return nil }
      return RecordLocation(segment: reasonSegment, offset: reasonOffset, length: reasonLength)
    }
    set {
      reasonSegment = newValue?.segment ?? 0
      reasonOffset = newValue?.offset ?? 0
      reasonLength = newValue?.length ?? 0
    }
  }
}

extension CompanionRow: Recyclable {
  package static var vacant: CompanionRow { CompanionRow() }
  package var nextFree: UInt32 {
    get { timerNext }
    set { timerNext = newValue }
  }
}

extension CompanionRow: TimerNode {
  package var timerDue: UInt64 {
    get { expiry }
    set { expiry = newValue }
  }
}
