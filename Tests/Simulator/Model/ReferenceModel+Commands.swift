import XylemCore

/// What commands do.
extension ReferenceModel {
  /// Carries out commands that are decided together: first what adds tasks, then the rest.
  ///
  /// - Returns: whether anything was changed, so that there is something to write.
  mutating func carryOut(
    _ commands: [Command], _ outcomes: [Outcome], at now: UInt64
  ) throws(Disagreement) -> Bool {
    guard commands.count == outcomes.count else { throw Disagreement("answers are missing") }
    var hasChanged = false
    for isAddition in [true, false] {
      for (command, outcome) in zip(commands, outcomes) where command.isAddition == isAddition {
        beginEvent(now)
        if try carryOut(command, outcome, now) { hasChanged = true }
      }
    }
    return hasChanged
  }

  private mutating func carryOut(
    _ command: Command, _ outcome: Outcome, _ now: UInt64
  ) throws(Disagreement) -> Bool {
    switch (command, outcome) {
    case (.enqueue(let task), _): return try enqueue(task, outcome, now)
    case (.lease(let wish), .leased(let given)): return try lease(wish, given, now)
    case (.fail(let token, let failure), _): try fail(token, failure, outcome, now)
    case (.complete(let token, let result), .done): complete(token, result, now)
    case (.release(let token, let delay), .done):
      tasks[token.task.reference]?.deliveries -= 1
      if delay > 0 { wait(token.task.reference, .delayed, now + delay) }
      if delay == 0 { line(up: token.task.reference, inFront: true) }
    case (.extend(let token, let duration), .done):
      let deadline = max(tasks[token.task.reference]?.due ?? 0, now + duration)
      wait(token.task.reference, .leased, deadline)
    case (.cancel(let id), .done):
      counters.cancelled += 1
      remove(id.reference)
    case (.replay(let id), .done): replay(id.reference)
    case (.discard(let id), .done):
      if tasks[id.reference]?.status == .dead { counters.buried += 1 }
      remove(id.reference)
    case (.pause(let queue), .done):
      queues.insert(queue)
      return paused.insert(queue).inserted
    case (.resume(let queue), .done): return paused.remove(queue) != nil
    case (.limit(let queue, let limit), .done):
      queues.insert(queue)
      guard limits[queue]?.limit != limit else { return false }
      limits[queue] = limit.map { ModelLimit($0, after: limits[queue], at: now) }
    case (.tick, .done): return false
    case (.close, .done): return true
    default: throw Disagreement("\(outcome) is no answer to \(command)")
    }
    return true
  }

  private mutating func enqueue(
    _ task: Command.Enqueue, _ outcome: Outcome, _ now: UInt64
  ) throws(Disagreement) -> Bool {
    if let key = task.uniqueKey, let holder = keys[key], let held = tasks[holder] {
      guard case .duplicate(let id) = outcome, id == held.id else {
        throw Disagreement("\(outcome), though \(held.id) has the key \(key)")
      }
      return false
    }
    guard case .enqueued(let id) = outcome, tasks[id.reference] == nil, id.milliseconds == now
    else { throw Disagreement("\(outcome) is no answer to a new task at \(now)") }
    queues.insert(task.queue)
    kinds.insert(task.kind)
    if let key = task.uniqueKey { keys[key] = id.reference }
    counters.enqueued += 1
    let new = ModelTask(ModelTask.Origin(id: id, added: task, addedAt: now))
    tasks[id.reference] = new
    noteMost()
    quietUntil = min(quietUntil, new.nextMoment)
    if task.delayMilliseconds > 0 {
      wait(id.reference, .delayed, now + task.delayMilliseconds)
    } else {
      line(up: id.reference)
    }
    return true
  }

  /// Each queue gives its most urgent tasks, those of one priority in the order of the line.
  private mutating func lease(
    _ wish: Command.Lease, _ given: [LeasedTask], _ now: UInt64
  ) throws(Disagreement) -> Bool {
    if !isReplaying { try check(given, asked: wish, now) }
    var taken: [QueueName: Int] = [:]
    for leased in given {
      guard var task = tasks[leased.reference] else { throw Disagreement("no task to lease") }
      taken[task.added.queue, default: 0] += 1
      lastCounter = leased.counter
      counters.leased += 1
      task.deliveries += 1
      task.token = LeaseToken(task: task.id, epoch: epoch, counter: leased.counter)
      task.wait(.leased, leased.deadline)
      tasks[leased.reference] = task
      quietUntil = min(quietUntil, leased.deadline)
    }
    for (queue, count) in taken { limits[queue]?.take(count, at: now) }
    return !given.isEmpty
  }

  private func check(
    _ given: [LeasedTask], asked wish: Command.Lease, _ now: UInt64
  ) throws(Disagreement) {
    var counter = lastCounter
    var last: [QueueName: ModelTask] = [:]
    for leased in given {
      guard let task = tasks[leased.reference], task.status == .ready,
        leased.counter > counter, leased.deadline == now + wish.milliseconds,
        leased.attempt == task.failures + 1, leased.delivery == task.deliveries + 1
      else { throw Disagreement("lease \(leased) at \(now) for \(wish.milliseconds)") }
      if let before = last.updateValue(task, forKey: task.added.queue) {
        guard !Self.isBefore(task, before) else { throw outOfTurn(before) }
      }
      counter = leased.counter
    }
    let names = Set(wish.shares.map(\.queue)).subtracting(paused)
    let taken = Set(given.map(\.reference))
    var ready: [QueueName: Int] = [:]
    for (reference, task) in tasks where task.status == .ready && names.contains(task.added.queue) {
      ready[task.added.queue, default: 0] += 1
      guard let last = last[task.added.queue], !taken.contains(reference) else { continue }
      guard !Self.isBefore(task, last) else { throw outOfTurn(last) }
    }
    var waiting = -taken.count
    for (queue, count) in ready { waiting += min(count, room(in: queue, at: now)) }
    let counts = given.compactMap { tasks[$0.reference]?.added.queue }
      .reduce(into: [QueueName: Int]()) { $0[$1, default: 0] += 1 }
    for (queue, count) in counts where count > room(in: queue, at: now) {
      throw Disagreement("\(count) leased of \(queue), beyond its limit, at \(now)")
    }
    // With too few, more would have been there; one of another queue would be missing here.
    guard taken.count == given.count, given.count == min(wish.limit, given.count + waiting) else {
      throw Disagreement("\(given.count) leased, \(waiting) left, \(wish.limit) wanted")
    }
    guard Set(last.keys).isSubset(of: names) else { throw Disagreement("leased unasked") }
  }

  private func outOfTurn(_ task: ModelTask) -> Disagreement {
    Disagreement("\(task.id.reference) was leased out of turn")
  }

  private mutating func complete(_ token: LeaseToken, _ result: [UInt8], _ now: UInt64) {
    counters.completed += 1
    let reference = token.task.reference
    let retention = tasks[reference]?.added.kind.retentionMilliseconds ?? 0
    if retention == 0 { return remove(reference) }
    releaseKey(of: reference)
    tasks[reference]?.words = result
    tasks[reference]?.hasCompanion = false
    wait(reference, .done, now + retention)
  }

  private mutating func fail(
    _ token: LeaseToken, _ failure: Command.Failure, _ outcome: Outcome, _ now: UInt64
  ) throws(Disagreement) {
    let reference = token.task.reference
    guard let task = tasks[reference] else { throw Disagreement("no task to fail") }
    let failures = task.failures + 1
    tasks[reference]?.failures = failures
    let reason: DeathReason? =
      failure.isUnreadable
      ? .unreadable
      : failure.isPermanent
        ? .permanentFailure
        : failures >= task.added.kind.retry.attempts ? .attemptsExhausted : nil
    switch (outcome, reason) {
    case (.died(let told), .some(let reason)) where told == reason:
      die(reference, reason, rankedBy: 0)
      tasks[reference]?.words = failure.keptMessage
    case (.retried(let due), nil) where failure.allows(due, now, failures, task.added.kind.retry):
      counters.retried += 1
      wait(reference, .delayed, due)
    default: throw Disagreement("\(outcome) to failure \(failures) of \(task.added.kind)")
    }
  }

  private mutating func replay(_ reference: TaskReference) {
    counters.revived += 1
    tasks[reference]?.failures = 0
    tasks[reference]?.deliveries = 0
    tasks[reference]?.expiry = nil
    tasks[reference]?.hasCompanion = false
    tasks[reference]?.death = nil
    tasks[reference]?.words = []
    line(up: reference)
  }
}
