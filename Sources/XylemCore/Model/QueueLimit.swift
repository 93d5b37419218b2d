/// How many tasks of a queue may be handed out in how much time, how many at a time, or both.
///
///     try await store.limit(queue: "mail", to: .rate(100, per: .seconds(1), burst: 10))
///     try await store.limit(queue: "mail", to: .concurrency(5))
///
/// A limit is a stored value: it survives restarts and counts for every worker.
public struct QueueLimit: Hashable, Sendable {
  /// How many tasks may be handed out in how much time; `nil` is any number.
  public var rate: Rate?
  /// How many tasks may be with workers at the same time, 1 to ``Limits/permitsMax``; `nil` is any
  /// number.
  public var concurrency: Int?

  /// Makes a limit of its parts; ``check()`` judges them.
  package init(rate: Rate? = nil, concurrency: Int? = nil) {
    self.rate = rate
    self.concurrency = concurrency
  }

  /// At most `permits` tasks in each `period`, evenly spread, of which `burst` may come at once.
  ///
  /// In any stretch of time at most `burst` tasks are handed out, and `permits` more for each
  /// `period` of it. A lease that is lost or given back does not give its permit back.
  ///
  /// - Parameters:
  ///   - permits: 1 to ``Limits/permitsMax``.
  ///   - period: 1 ms to ten years, in whole milliseconds.
  ///   - burst: 1 to ``Limits/permitsMax``, and at least what a millisecond earns; a larger one
  ///     makes up for workers that come late. `nil` is what a tenth of the period earns.
  ///
  /// Values out of range are refused when the limit is set.
  public static func rate(_ permits: Int, per period: Duration, burst: Int? = nil) -> QueueLimit {
    QueueLimit().rate(permits, per: period, burst: burst)
  }

  /// At most `count` tasks with workers at the same time. A lost lease counts until it is lost.
  public static func concurrency(_ count: Int) -> QueueLimit { QueueLimit(concurrency: count) }

  /// The same limit with another rate: see ``rate(_:per:burst:)-swift.type.method``.
  public func rate(_ permits: Int, per period: Duration, burst: Int? = nil) -> QueueLimit {
    QueueLimit(
      rate: Rate(
        permits: permits, periodMilliseconds: period.clampedMilliseconds,
        burst: burst ?? max(1, permits / 10)),
      concurrency: concurrency)
  }

  /// The same limit with another concurrency.
  public func concurrency(_ count: Int) -> QueueLimit { QueueLimit(rate: rate, concurrency: count) }
}
