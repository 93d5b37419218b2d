/// How many tasks stand where, and how many ever did what. Kept for the store, each queue and
/// each kind, and equal to a recount at any time:
///
///     enqueued = ready + delayed + leased + dead + completed + expired + cancelled + buried
package struct Counters: Hashable, Sendable, BitwiseCopyable {
  /// Tasks now ready.
  private var readyNow: UInt64 = 0
  /// Tasks now delayed.
  private var delayedNow: UInt64 = 0
  /// Tasks now leased.
  private var leasedNow: UInt64 = 0
  /// Completed tasks whose result is kept now.
  private var doneNow: UInt64 = 0
  /// Dead letters now.
  private var deadNow: UInt64 = 0
  /// Tasks ever added.
  package var enqueued: UInt64 = 0
  /// Tasks ever completed.
  package var completed: UInt64 = 0
  /// Handler failures that led to another attempt.
  package var retried: UInt64 = 0
  /// Tasks that ever became dead letters; one may die several times.
  package var died: UInt64 = 0
  /// Dead letters made ready again.
  package var revived: UInt64 = 0
  /// Dead letters dropped.
  package var buried: UInt64 = 0
  /// Tasks that ended unleased at their expiry.
  package var expired: UInt64 = 0
  /// Tasks ended by hand.
  package var cancelled: UInt64 = 0
  /// Leases ever given.
  package var leased: UInt64 = 0
  /// Leases that ended without an outcome.
  package var lost: UInt64 = 0

  /// All zero.
  package init() {}

  /// The number of tasks that stand at `status`.
  package subscript(status: TaskStatus) -> UInt64 {
    get {
      switch status {
      case .ready: readyNow
      case .delayed: delayedNow
      case .leased: leasedNow
      case .done: doneNow
      case .dead: deadNow
      }
    }
    set {
      switch status {
      case .ready: readyNow = newValue
      case .delayed: delayedNow = newValue
      case .leased: leasedNow = newValue
      case .done: doneNow = newValue
      case .dead: deadNow = newValue
      }
    }
  }

  /// Every number in the order of the checkpoint format.
  package var all: [UInt64] {
    get {
      [readyNow, delayedNow, leasedNow, doneNow, deadNow]
        + [enqueued, completed, retried, died, revived, buried, expired, cancelled, leased, lost]
    }
    set {
      (readyNow, delayedNow) = (newValue[0], newValue[1])
      (leasedNow, doneNow, deadNow) = (newValue[2], newValue[3], newValue[4])
      enqueued = newValue[5]
      completed = newValue[6]
      retried = newValue[7]
      died = newValue[8]
      revived = newValue[9]
      buried = newValue[10]
      expired = newValue[11]
      cancelled = newValue[12]
      leased = newValue[13]
      lost = newValue[14]
    }
  }

  /// How many numbers ``all`` holds.
  package static let width = 15

  /// Tasks that have a row now.
  package var living: UInt64 { readyNow + delayedNow + leasedNow + doneNow + deadNow }

  /// Whether every task ever added is accounted for.
  package var isBalanced: Bool {
    enqueued == self[.ready] + self[.delayed] + self[.leased] + self[.dead] + completed + expired
      + cancelled + buried
  }
}
