import XylemCore

/// How tasks move from one place to another.
extension ReferenceModel {
  mutating func loseLease(of reference: TaskReference, _ due: UInt64) {
    guard let task = tasks[reference] else { return }
    counters.lost += 1
    // Deliveries that reached no outcome, this one included.
    if task.deliveries - task.failures >= Int(task.added.kind.deliveryLimit) {
      die(reference, .deliveriesExhausted, rankedBy: due)
    } else {
      line(up: reference, due)
    }
  }

  mutating func die(_ reference: TaskReference, _ reason: DeathReason, rankedBy due: UInt64) {
    counters.died += 1
    releaseKey(of: reference)
    wait(reference, .dead, nil)
    tasks[reference]?.death = reason
    tasks[reference]?.hasCompanion = true
    noteMost()
    tasks[reference]?.rank = ModelRank(event: events, due: due)
  }

  mutating func line(
    up reference: TaskReference, _ due: UInt64 = 0, inFront: Bool = false
  ) {
    wait(reference, .ready, nil)
    tasks[reference]?.rank = ModelRank(event: inFront ? -events : events, due: due)
  }

  mutating func wait(_ reference: TaskReference, _ status: TaskStatus, _ due: UInt64?) {
    tasks[reference]?.wait(status, due)
    quietUntil = min(quietUntil, due ?? .max)
  }

  /// How many tasks a queue may give at `now`, if it has so many.
  func room(in queue: QueueName, at now: UInt64) -> Int {
    guard let limit = limits[queue] else { return .max }
    let leased = tasks.values.count { $0.status == .leased && $0.added.queue == queue }
    return limit.room(at: now, leased: leased)
  }

  mutating func releaseKey(of reference: TaskReference) {
    guard let key = tasks[reference]?.added.uniqueKey, keys[key] == reference else { return }
    keys[key] = nil
  }

  mutating func remove(_ reference: TaskReference) {
    releaseKey(of: reference)
    tasks[reference] = nil
  }

  /// The more urgent first, then the one that stands before the other.
  static func isBefore(_ left: ModelTask, _ right: ModelTask) -> Bool {
    if left.added.priority != right.added.priority {
      return left.added.priority > right.added.priority
    }
    return left.rank < right.rank
  }
}
