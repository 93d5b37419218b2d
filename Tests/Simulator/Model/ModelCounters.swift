import XylemCore

/// How often each thing has happened, counted apart from the engine.
struct ModelCounters: Equatable {
  var enqueued: UInt64 = 0
  var completed: UInt64 = 0
  var retried: UInt64 = 0
  var died: UInt64 = 0
  var revived: UInt64 = 0
  var buried: UInt64 = 0
  var expired: UInt64 = 0
  var cancelled: UInt64 = 0
  var leased: UInt64 = 0
  var lost: UInt64 = 0

  init() {}

  /// Whether they agree in all that opening a store does not change.
  func agreeBeforeOpening(_ other: ModelCounters) -> Bool {
    enqueued == other.enqueued && completed == other.completed && retried == other.retried
      && revived == other.revived && buried == other.buried && cancelled == other.cancelled
      && leased == other.leased
  }

  /// What the engine counted.
  init(_ counters: Counters) {
    enqueued = counters.enqueued
    completed = counters.completed
    retried = counters.retried
    died = counters.died
    revived = counters.revived
    buried = counters.buried
    expired = counters.expired
    cancelled = counters.cancelled
    leased = counters.leased
    lost = counters.lost
  }
}
