/// All that memory holds of a task: 44 bytes, eleven words.
///
/// The payload stays on disk. What only few tasks need (expiry, unique key, reason of death) is in
/// a ``CompanionRow``. One pair of links serves the free list, the ready and dead lists and the
/// timing wheel, because a task is in exactly one of them at a time.
package struct TaskRow: BitwiseCopyable {
  /// The next row in the list, wheel or free list that the row is in.
  package var next = UInt32.max
  /// The row before this one in the list or wheel.
  package var previous = UInt32.max
  /// The number of its queue.
  package var queue: UInt32 = 0
  /// Which user of the row this is; in a vacant row, which the next one will be.
  package var generation: UInt32 = 0
  /// The segment that holds its record.
  package var segment: UInt32 = 0
  /// Where its record starts in the segment, in bytes.
  package var offset: UInt32 = 0
  /// Length of the record in the low 20 bits, status in the next 3, then one that is set when there
  /// is a companion, priority in the next 4.
  package var lengthStatusPriority: UInt32 = 0
  /// The row of its companion; without one, the counter of its last lease.
  private var companionOrLease: UInt32 = 0
  /// The low 32 bits of the due instant.
  package var dueLow: UInt32 = 0
  /// High 16 bits of the due instant in the low half, failures in the high half.
  package var dueHighFailures: UInt32 = 0
  /// Deliveries in the low half, kind in the high half.
  package var deliveriesKind: UInt32 = 0

  /// A row that holds no task.
  package init() {}

  /// `nil` in a row that holds no task.
  package var status: TaskStatus? {
    get { TaskStatus(rawValue: UInt8(lengthStatusPriority >> 20 & 7)) }
    set {
      let raw = UInt32(newValue?.rawValue ?? 0)
      lengthStatusPriority = lengthStatusPriority & ~(7 << 20) | raw << 20
    }
  }

  /// The row of its companion; `.max` for none.
  package var companion: UInt32 {
    get { lengthStatusPriority & Self.companionBit == 0 ? RowIndex.none : companionOrLease }
    set {
      companionOrLease = newValue
      lengthStatusPriority &= ~Self.companionBit
      if newValue != RowIndex.none { lengthStatusPriority |= Self.companionBit }
    }
  }

  private static var companionBit: UInt32 { 1 << 23 }

  /// The counter of its present lease, when it is leased and has no companion to keep that.
  var ownLeaseCounter: UInt32 {
    get { companionOrLease }
    set {
      precondition(companion == RowIndex.none, "the companion keeps the counter of the lease")
      companionOrLease = newValue
    }
  }

  /// 0 to 9.
  package var priority: Int {
    get { Int(lengthStatusPriority >> 24 & 15) }
    set { lengthStatusPriority = lengthStatusPriority & ~(15 << 24) | UInt32(newValue) << 24 }
  }

  /// Where the record is that the task is read from: `enqueued`, or `completed` once it is done.
  package var location: RecordLocation {
    get {
      RecordLocation(
        segment: segment, offset: offset, length: lengthStatusPriority & 0xf_ffff)
    }
    set {
      segment = newValue.segment
      offset = newValue.offset
      lengthStatusPriority = lengthStatusPriority & ~0xf_ffff | newValue.length
    }
  }

  /// Delayed: when it becomes ready. Leased: when the lease ends. Done: when it is forgotten.
  package var due: UInt64 {
    get { UInt64(dueHighFailures & 0xffff) << 32 | UInt64(dueLow) }
    set {
      dueLow = UInt32(truncatingIfNeeded: newValue)
      dueHighFailures = dueHighFailures & 0xffff_0000 | UInt32(newValue >> 32 & 0xffff)
    }
  }

  /// Handler failures so far.
  package var failures: Int {
    get { Int(dueHighFailures >> 16) }
    set { dueHighFailures = dueHighFailures & 0xffff | UInt32(min(newValue, 0xffff)) << 16 }
  }

  /// Times the task was handed out and not given back, lost leases included; stays at 65,535.
  package var deliveries: Int {
    get { Int(deliveriesKind & 0xffff) }
    set { deliveriesKind = deliveriesKind & 0xffff_0000 | UInt32(max(0, min(newValue, 0xffff))) }
  }

  /// The number of its kind.
  package var kind: UInt16 {
    get { UInt16(deliveriesKind >> 16) }
    set { deliveriesKind = deliveriesKind & 0xffff | UInt32(newValue) << 16 }
  }
}

extension TaskRow: Recyclable {
  /// What a row holds while it holds no task.
  package static var vacant: TaskRow { TaskRow() }
  /// The next free row.
  package var nextFree: UInt32 {
    get { next }
    set { next = newValue }
  }
}

extension TaskRow: ListNode {
  /// The row behind this one in its list.
  package var listNext: UInt32 {
    get { next }
    set { next = newValue }
  }
  /// The row before this one in its list.
  package var listPrevious: UInt32 {
    get { previous }
    set { previous = newValue }
  }
}

extension TaskRow: TimerNode {
  /// The row behind this one in its bucket of the wheel.
  package var timerNext: UInt32 {
    get { next }
    set { next = newValue }
  }
  /// The row before this one in its bucket of the wheel.
  package var timerPrevious: UInt32 {
    get { previous }
    set { previous = newValue }
  }
  /// When the timer is due.
  package var timerDue: UInt64 {
    get { due }
    set { due = newValue }
  }
}
