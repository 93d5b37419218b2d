/// The limit of one queue and how far it is used: 64 bytes.
package struct LimitRow: BitwiseCopyable {
  /// The number of the queue; `.max` in a free row.
  package var queue = RowIndex.none
  /// The next row in the wheel or free list that the row is in.
  package var timerNext = RowIndex.none
  /// The row before this one in the wheel.
  package var timerPrevious = RowIndex.none
  /// Tasks that may be leased at the same time; 0 for any number.
  var concurrency: UInt32 = 0
  /// When its rate lets the next task go, while that is ahead.
  package var timerDue: UInt64 = 0
  /// Tasks in each period; 0 for any number.
  var permits: UInt32 = 0
  /// Tasks that may come at once.
  var burst: UInt32 = 0
  /// The length of a period, in milliseconds.
  var periodMilliseconds: UInt64 = 0
  /// How far the rate is used.
  var arrival = QueueLimit.Arrival()

  /// A row that limits no queue.
  package init() {}

  /// The numbers of the limit.
  package var limit: QueueLimit {
    get {
      let rate = QueueLimit.Rate(
        permits: Int(permits), periodMilliseconds: periodMilliseconds, burst: Int(burst))
      return QueueLimit(
        rate: permits > 0 ? rate : nil, concurrency: concurrency > 0 ? Int(concurrency) : nil)
    }
    set {
      concurrency = UInt32(newValue.concurrency ?? 0)
      permits = UInt32(newValue.rate?.permits ?? 0)
      burst = UInt32(newValue.rate?.burst ?? 0)
      periodMilliseconds = newValue.rate?.periodMilliseconds ?? 0
    }
  }
}

extension LimitRow: Recyclable {
  /// What a row holds while it limits no queue.
  package static var vacant: LimitRow { LimitRow() }
  /// The next free row.
  package var nextFree: UInt32 {
    get { timerNext }
    set { timerNext = newValue }
  }
}

extension LimitRow: TimerNode {}
