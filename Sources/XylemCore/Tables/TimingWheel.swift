/// Timers by due instant: hierarchical timing wheels (Varghese & Lauck, SOSP 1987, scheme 7).
///
/// Six levels of 256 buckets; a bucket of level n spans 256^n milliseconds, so all 48 bits of an
/// instant are covered. A timer waits in the level of the highest byte in which its due instant
/// differs from ``cursor``, in the bucket that this byte names. Its place is thus a function of
/// `due` and `cursor` alone, which is why ``remove(_:in:)`` needs no marker in the row, and why
/// timers that are due together always share a bucket, in the order in which they were inserted.
///
/// Timers due at or before the cursor are all in the bucket of the current tick, and the cursor
/// never leaves a tick that still holds timers. All other buckets lie ahead of the cursor, so the
/// first set bit of the occupancy map is the earliest bucket: time passed costs nothing.
package struct TimingWheel<Node: TimerNode & Recyclable>: ~Copyable {
  /// The last instant that the wheel can hold, in milliseconds.
  package static var dueMillisMax: UInt64 { 1 << 48 - 1 }

  static var bucketsPerLevel: Int { 256 }
  static var bucketCount: Int { 6 * bucketsPerLevel }

  /// How far time has come for the wheel, in milliseconds; it never goes back.
  package internal(set) var cursor: UInt64

  /// The number of timers in the wheel.
  package private(set) var count: UInt32 = 0

  /// The first node of each bucket, level after level.
  let heads: UnsafeMutablePointer<UInt32>
  var occupancy = WheelOccupancy()

  /// Makes an empty wheel whose time starts at `cursor` milliseconds (at most ``dueMillisMax``).
  package init(cursor: UInt64) {
    precondition(cursor <= Self.dueMillisMax, "an instant beyond 48 bits")
    self.cursor = cursor
    heads = .allocate(capacity: Self.bucketCount)
    heads.initialize(repeating: RowIndex.none, count: Self.bucketCount)
  }

  deinit {
    heads.deallocate()
  }

  /// What the buckets take, in bytes; the timers are in the rows.
  var byteCount: Int { Self.bucketCount * MemoryLayout<UInt32>.stride }

  /// Lets the row `index`, which must be in no wheel, wait until `due` milliseconds.
  ///
  /// An instant at or before the cursor joins the end of the current tick. Traps beyond
  /// ``dueMillisMax``: check instants that come from callers or from a disk first.
  package mutating func insert(
    _ index: UInt32, due: UInt64, in table: inout PagedTable<Node>
  ) {
    precondition(due <= Self.dueMillisMax, "an instant beyond 48 bits")
    precondition(!table[checked: index].isInWheel, "the timer is in the wheel already")
    table[index].timerDue = due
    append(index, to: bucket(due: due), in: &table)
    count += 1
  }

  /// Takes the row `index`, which must be in this wheel, out of it.
  package mutating func remove(_ index: UInt32, in table: inout PagedTable<Node>) {
    precondition(table[checked: index].isInWheel, "the timer is not in the wheel")
    unlink(index, from: bucket(due: table[index].timerDue), in: &table)
    count -= 1
  }

  /// Where a timer due at `due` waits, given the present cursor.
  func bucket(due: UInt64) -> Int {
    guard due > cursor else { return Int(cursor & 255) }
    let level = (63 &- (due ^ cursor).leadingZeroBitCount) &>> 3
    return level &<< 8 | Int((due &>> UInt64(level &<< 3)) & 255)
  }

  /// The first instant of an occupied `bucket`; for the current tick that is the cursor.
  func start(of bucket: Int) -> UInt64 {
    let shift = UInt64(bucket &>> 8) &<< 3
    let upper = cursor & ~((256 as UInt64 &<< shift) &- 1)
    return upper | UInt64(bucket & 255) &<< shift
  }
}
