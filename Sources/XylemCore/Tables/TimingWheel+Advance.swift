extension TimingWheel {
  /// Moves time forward to `now` (milliseconds), or to the first timer due by then.
  ///
  /// Returns a timer that is due, without removing it, or nil. Timers come in the order of their
  /// due instants, those of one instant in the order of insertion; a timer that was overdue when
  /// it was inserted counts as due at the cursor of that moment. A `now` before the cursor counts
  /// as the cursor. Each timer is touched at most five times on its way down, whatever the time
  /// passed; a call without such a cascade is constant.
  package mutating func firstDue(
    at now: UInt64, in table: inout PagedTable<Node>
  ) -> UInt32? {
    let limit = min(max(now, cursor), Self.dueMillisMax)
    while let bucket = occupancy.first {
      let start = start(of: bucket)
      assert(start >= cursor, "an occupied bucket behind the cursor")
      // Every occupied bucket starts after the limit, so no place depends on the jump to it.
      guard start <= limit else { break }
      cursor = start
      if bucket < Self.bucketsPerLevel { return heads[bucket] }
      cascade(bucket, in: &table)
    }
    cursor = limit
    return nil
  }

  /// The instant until which ``firstDue(at:in:)`` need not be called (milliseconds), or nil.
  ///
  /// Never after the first due instant and never before the cursor. It is that instant exactly when
  /// the first timer is in the lowest level, where due instant and cursor differ in the last byte
  /// only, or is alone in its bucket. Otherwise it is the start of the bucket, so that a sleeper
  /// wakes at most five times too early for one timer.
  package func nextDue(in table: borrowing PagedTable<Node>) -> UInt64? {
    guard let bucket = occupancy.first else { return nil }
    let head = heads[bucket]
    let isAlone = table[head].timerPrevious == head
    if isAlone { return max(table[head].timerDue, cursor) }
    return start(of: bucket)
  }
}
