/// The limits of those queues that have one. The others cost nothing here.
///
/// A queue whose rate lets no task go waits in the wheel for the instant at which it does. That
/// follows from what records say and from the time that has come, so it is saved nowhere.
package struct LimitTable: ~Copyable {
  private var numbers: [UInt32: UInt32] = [:]
  var rows = PagedTable<LimitRow>()
  private(set) var timers: TimingWheel<LimitRow>

  /// No limits; no timer will be due before `time`, in milliseconds since 1970.
  init(time: UInt64) {
    timers = TimingWheel(cursor: time)
  }

  /// How many queues are limited.
  var count: UInt32 { rows.count }

  /// What the table takes once `additions` more queues are limited, in bytes. O(1).
  func byteCount(adding additions: Int = 0) -> Int {
    CollectionMemory.bytes(of: numbers, adding: additions) + rows.byteCount(adding: additions)
      + timers.byteCount
  }

  /// When the next queue may go on, in milliseconds; `nil` when none waits.
  var nextDue: UInt64? { timers.nextDue(in: rows) }

  /// What limits the queue of that number, if anything.
  subscript(_ queue: UInt32) -> LimitRow? { numbers[queue].map { rows[$0] } }

  /// Gives the queue a limit that is used up to `arrival`, or none.
  mutating func set(_ limit: QueueLimit?, of queue: UInt32, arrival: QueueLimit.Arrival) {
    guard let limit else { return remove(queue) }
    let row = numbers[queue] ?? rows.allocate()
    numbers[queue] = row
    rows[row].queue = queue
    rows[row].limit = limit
    use(row, arrival)
  }

  /// Notes that the limit of the queue, which has one, is used up to `arrival`.
  mutating func use(queue: UInt32, upTo arrival: QueueLimit.Arrival) {
    guard let row = numbers[queue] else { preconditionFailure("queue \(queue) has no limit") }
    use(row, arrival)
  }

  private mutating func use(_ row: UInt32, _ arrival: QueueLimit.Arrival) {
    disarm(row)
    rows[row].arrival = arrival
    guard let rate = rows[row].limit.rate else { return }
    let opening = rate.opening(after: arrival)
    if opening > timers.cursor { timers.insert(row, due: opening, in: &rows) }
  }

  private mutating func remove(_ queue: UInt32) {
    guard let row = numbers.removeValue(forKey: queue) else { return }
    disarm(row)
    rows.free(row)
  }

  private mutating func disarm(_ row: UInt32) {
    if rows[row].isInWheel { timers.remove(row, in: &rows) }
  }

  /// The number of a queue that waited until `now` or earlier and may go on; it waits no more.
  mutating func nextOpened(at now: UInt64) -> UInt32? {
    guard let row = timers.firstDue(at: now, in: &rows) else { return nil }
    timers.remove(row, in: &rows)
    return rows[row].queue
  }

  /// - Throws: the first invariant found broken.
  func checkInvariants(isLimited: (UInt32) -> Bool) throws(InvariantViolation) {
    try rows.checkInvariants { $0.queue == RowIndex.none }
    try timers.checkInvariants(in: rows)
    try InvariantViolation.unless(numbers.count == rows.count, "the number of limits")
    for row in 0..<rows.highWater where rows[row].queue != RowIndex.none {
      let opening = rows[row].limit.rate?.opening(after: rows[row].arrival)
      try InvariantViolation.unless(
        numbers[rows[row].queue] == row && isLimited(rows[row].queue), "the queue of a limit")
      let waits = rows[row].isInWheel
      try InvariantViolation.unless(
        waits ? rows[row].timerDue == opening : (opening ?? 0) <= timers.cursor,
        "the wait of a limited queue")
    }
  }
}
