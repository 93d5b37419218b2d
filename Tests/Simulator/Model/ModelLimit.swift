import XylemCore

/// The limit of a queue as a leaking bucket: each task that is handed out pours in what it is
/// worth, and what is in it leaks evenly. Counted in permits times milliseconds, so nothing is
/// rounded.
struct ModelLimit: Equatable {
  let limit: QueueLimit
  /// What was in the bucket at ``time``.
  private(set) var level = 0
  private(set) var time: UInt64 = 0

  init(_ limit: QueueLimit) {
    self.limit = limit
  }

  /// A limit that takes the place of `former` at `now`. What a bucket of the same rate holds stays;
  /// of another rate it stays as long as it would have taken to leak, if the new bucket can be so
  /// full.
  init(_ limit: QueueLimit, after former: ModelLimit?, at now: UInt64) {
    self.limit = limit
    guard let rate = limit.rate, let former, let old = former.limit.rate else { return }
    time = now
    let left = former.level(at: now)
    if rate == old {
      level = left
    } else {
      let wait = (left + old.permits - 1) / old.permits
      level = min(wait, Self.size(of: rate) / rate.permits) * rate.permits
    }
  }

  /// How many tasks may be handed out at `now` while `leased` are with workers.
  func room(at now: UInt64, leased: Int) -> Int {
    var room = Int.max
    if let rate = limit.rate {
      room = 0
      let left = level(at: now)
      let worth = Int(rate.periodMilliseconds)
      while left + (room + 1) * worth <= Self.size(of: rate) { room += 1 }
    }
    if let most = limit.concurrency { room = min(room, max(0, most - leased)) }
    return room
  }

  /// The first moment from `now` on at which its rate lets a task go.
  func opening(from now: UInt64) -> UInt64 {
    var moment = now
    while let rate = limit.rate, room(at: moment, leased: 0) == 0 {
      let excess = level(at: moment) + Int(rate.periodMilliseconds) - Self.size(of: rate)
      moment += UInt64(max(1, excess / rate.permits))
    }
    return moment
  }

  /// `count` tasks are handed out at `now`.
  mutating func take(_ count: Int, at now: UInt64) {
    guard let rate = limit.rate, count > 0 else { return }
    level = level(at: now) + count * Int(rate.periodMilliseconds)
    time = now
  }

  private func level(at now: UInt64) -> Int {
    guard let rate = limit.rate, now > time else { return level }
    let (leaked, overflow) = Int(now - time).multipliedReportingOverflow(by: rate.permits)
    return overflow ? 0 : max(0, level - leaked)
  }

  private static func size(of rate: QueueLimit.Rate) -> Int {
    rate.burst * Int(rate.periodMilliseconds)
  }
}
