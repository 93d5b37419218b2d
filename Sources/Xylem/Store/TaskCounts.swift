/// How many tasks stand where, and how many ever did what.
///
/// At any moment `enqueued = ready + delayed + leased + dead + completed + expired + cancelled +
/// discarded`. The totals count from the making of the store and survive restarts.
public struct TaskCounts: Hashable, Sendable {
  /// Tasks now waiting for a worker.
  public let ready: UInt64
  /// Tasks now waiting for their time.
  public let delayed: UInt64
  /// Tasks now with a worker.
  public let leased: UInt64
  /// Completed tasks whose result is kept now.
  public let kept: UInt64
  /// Dead letters now.
  public let dead: UInt64
  /// Tasks ever added.
  public let enqueued: UInt64
  /// Tasks ever completed.
  public let completed: UInt64
  /// Handler failures that led to another attempt.
  public let retried: UInt64
  /// Tasks that ended unleased at their expiry.
  public let expired: UInt64
  /// Tasks ended by hand.
  public let cancelled: UInt64
  /// Dead letters dropped.
  public let discarded: UInt64
  /// Leases ever given.
  public let leases: UInt64
  /// Leases that ended without an outcome, so that the task was handed out again or died.
  public let lostLeases: UInt64

  init(_ counters: Counters) {
    ready = counters[.ready]
    delayed = counters[.delayed]
    leased = counters[.leased]
    kept = counters[.done]
    dead = counters[.dead]
    enqueued = counters.enqueued
    completed = counters.completed
    retried = counters.retried
    expired = counters.expired
    cancelled = counters.cancelled
    discarded = counters.buried
    leases = counters.leased
    lostLeases = counters.lost
  }
}
