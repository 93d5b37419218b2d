/// What only few tasks need: an expiry, a unique key, the reason of a death.
///
/// A task that has any of them names its companion; the others pay four bytes for the option.
package struct CompanionRow: BitwiseCopyable {
  /// The next companion in the wheel or the free list.
  package var timerNext = UInt32.max
  /// The companion before this one in the wheel.
  package var timerPrevious = UInt32.max
  /// The row of the task; `.max` in a companion that is not in use.
  package var owner = UInt32.max
  /// Where the `died` record is; length 0 for none.
  package var reasonSegment: UInt32 = 0
  /// The offset of the `died` record in its segment.
  package var reasonOffset: UInt32 = 0
  /// The length of the `died` record in bytes.
  package var reasonLength: UInt32 = 0
  /// When the task ends unless it is leased, ms since 1970; 0 for never.
  package var expiry: UInt64 = 0
  /// 128-bit hash of the unique key; both halves 0 for none.
  package var keyLow: UInt64 = 0
  /// The other half of the hash.
  package var keyHigh: UInt64 = 0
  /// When the task was added, ms since 1970; with it the task's id can be told without a read.
  package var addedAt: UInt64 = 0

  /// A companion that belongs to no task.
  package init() {}

  /// The counter of the task's present lease. It shares a word with the wheel, because no expiry is
  /// armed while a task is leased.
  var leaseCounter: UInt32 {
    get { timerNext }
    set { timerNext = newValue }
  }

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
  /// What a companion holds while it belongs to no task.
  package static var vacant: CompanionRow { CompanionRow() }
  /// The next free companion.
  package var nextFree: UInt32 {
    get { timerNext }
    set { timerNext = newValue }
  }
}

extension CompanionRow: TimerNode {
  /// When the expiry is due.
  package var timerDue: UInt64 {
    get { expiry }
    set { expiry = newValue }
  }
}
