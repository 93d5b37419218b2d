import XylemCore

/// The queue as the design describes it, in plain dictionaries: no rows, no records, no files.
///
/// It is told each command with the engine's answer. It checks that the answer is one the design
/// allows, takes over what the design leaves open (ids, the spread of a retry, the order of equals)
/// and changes itself accordingly. Copies are cheap.
struct ReferenceModel {
  private(set) var tasks: [TaskReference: ModelTask] = [:]
  private(set) var queues: Set<QueueName> = []
  private(set) var paused: Set<QueueName> = []
  private(set) var counters = ModelCounters()
  /// The time of the last event.
  private(set) var time: UInt64 = 0
  /// Delayed tasks whose time came, and results that were forgotten.
  private(set) var promotions = 0
  private(set) var forgotten = 0
  private var keys: [String: TaskReference] = [:]
  private var lastCounter: UInt32 = 0
  private var epoch: UInt32 = 0
  private var events: Int64 = 0
  /// What is carried out was checked before.
  var isReplaying = false

  init() {}

  /// The task with this very id.
  func task(_ id: TaskID) -> ModelTask? {
    guard let task = tasks[id.reference], task.id == id else { return nil }
    return task
  }

  /// Does what is due at `now`; whether anything was.
  mutating func tick(at now: UInt64) -> Bool {
    beginEvent(now)
    var hasChanged = false
    for (reference, task) in tasks {
      guard let due = task.due, due <= now else { continue }
      hasChanged = true
      switch task.status {
      case .delayed:
        promotions += 1
        line(up: reference, due)
      case .leased: loseLease(of: reference, due)
      default:
        forgotten += 1
        remove(reference)
      }
    }
    for (reference, task) in tasks where task.status == .ready || task.status == .delayed {
      guard let expiry = task.expiry, expiry <= now else { continue }
      hasChanged = true
      counters.expired += 1
      remove(reference)
    }
    return hasChanged
  }

  /// A new owner: leases of the one before are taken back.
  mutating func open(at now: UInt64) {
    _ = tick(at: now)
    beginEvent(now)
    epoch = 0
    lastCounter = 0
    for (reference, task) in tasks where task.status == .leased { loseLease(of: reference, 0) }
  }

  /// The epoch became known after opening.
  mutating func setEpoch(_ epoch: UInt32) {
    self.epoch = epoch
  }

  /// Why a command must be refused; `nil` when it must be carried out.
  func refusal(of command: Command) -> Refusal? {
    switch command {
    case .enqueue(let task):
      if task.payload.count > Limits.payloadBytesMax {
        return .payloadTooLarge(bytes: task.payload.count)
      }
      guard let key = task.uniqueKey, !(1...Limits.keyBytesMax).contains(key.utf8.count) else {
        return nil
      }
      return .invalidKey(bytes: key.utf8.count)
    case .complete(let token, _), .fail(let token, _), .release(let token, _),
      .extend(let token, _):
      return task(token.task)?.token == token ? nil : .staleToken(token)
    case .cancel(let id): return refusal(id, unless: [.ready, .delayed, .leased])
    case .replay(let id): return refusal(id, unless: [.dead])
    case .discard(let id): return refusal(id, unless: [.done, .dead])
    case .resume(let queue): return queues.contains(queue) ? nil : .unknownQueue(queue)
    case .lease(let wish):
      let isDistinct = Set(wish.shares.map(\.queue)).count == wish.shares.count
      return isDistinct ? nil : .invalidOption("a lease names each queue once")
    case .pause, .tick, .open, .reclaim, .close: return nil
    }
  }

  private func refusal(_ id: TaskID, unless allowed: [TaskStatus]) -> Refusal? {
    guard let task = task(id) else { return .unknownTask(id) }
    return allowed.contains(task.status) ? nil : .wrongStatus(task.status)
  }

  /// Why a group must be refused: the first command that must be, or that concerns a task which
  /// an earlier one concerns.
  func refusal(ofGroup commands: [Command]) -> Refusal? {
    var touched: Set<TaskReference> = []
    for command in commands {
      if let refusal = refusal(of: command) { return refusal }
      guard let id = command.task else { continue }
      guard touched.insert(id.reference).inserted else { return .conflict(id) }
    }
    return nil
  }

  /// Starts a new event; everything lined up by it stands behind what was lined up before.
  mutating func beginEvent(_ now: UInt64) {
    events += 1
    time = max(time, now)
  }
}

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
      tasks[token.task.reference]?.due = now + duration
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
    if let key = task.uniqueKey { keys[key] = id.reference }
    counters.enqueued += 1
    tasks[id.reference] = ModelTask(ModelTask.Origin(id: id, added: task, addedAt: now))
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
    for leased in given {
      guard let task = tasks[leased.reference] else { throw Disagreement("no task to lease") }
      lastCounter = leased.counter
      counters.leased += 1
      tasks[leased.reference]?.deliveries += 1
      tasks[leased.reference]?.token = LeaseToken(
        task: task.id, epoch: epoch, counter: leased.counter)
      wait(leased.reference, .leased, leased.deadline)
    }
    return !given.isEmpty
  }

  private func check(
    _ given: [LeasedTask], asked wish: Command.Lease, _ now: UInt64
  ) throws(Disagreement) {
    var counter = lastCounter
    let names = Set(wish.shares.map(\.queue)).subtracting(paused)
    var ready = tasks.values.filter { $0.status == .ready && names.contains($0.added.queue) }
    guard given.count == min(wish.limit, ready.count) else {
      throw Disagreement("\(given.count) leased of \(ready.count) ready, \(wish.limit) wanted")
    }
    ready.sort(by: Self.isBefore)
    for leased in given {
      guard let task = tasks[leased.reference], task.status == .ready,
        let first = ready.firstIndex(where: { $0.added.queue == task.added.queue }),
        !Self.isBefore(ready[first], task)
      else { throw Disagreement("\(leased.reference) was leased out of turn") }
      ready.removeAll { $0.id == task.id }
      guard leased.counter > counter, leased.deadline == now + wish.milliseconds,
        leased.attempt == task.failures + 1, leased.delivery == task.deliveries + 1
      else { throw Disagreement("lease \(leased) of \(task.failures)/\(task.deliveries)") }
      counter = leased.counter
    }
  }

  private mutating func complete(_ token: LeaseToken, _ result: [UInt8], _ now: UInt64) {
    counters.completed += 1
    let reference = token.task.reference
    let retention = tasks[reference]?.added.kind.retentionMilliseconds ?? 0
    if retention == 0 { return remove(reference) }
    releaseKey(of: reference)
    tasks[reference]?.result = result
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
      tasks[reference]?.message = failure.keptMessage
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
    tasks[reference]?.death = nil
    tasks[reference]?.message = []
    line(up: reference)
  }

  private mutating func loseLease(of reference: TaskReference, _ due: UInt64) {
    guard let task = tasks[reference] else { return }
    counters.lost += 1
    // Deliveries that reached no outcome, this one included.
    if task.deliveries - task.failures >= Int(task.added.kind.deliveryLimit) {
      die(reference, .deliveriesExhausted, rankedBy: due)
    } else {
      line(up: reference, due)
    }
  }

  private mutating func die(_ reference: TaskReference, _ reason: DeathReason, rankedBy due: UInt64) {
    counters.died += 1
    releaseKey(of: reference)
    wait(reference, .dead, nil)
    tasks[reference]?.death = reason
    tasks[reference]?.rank = ModelRank(event: events, due: due)
  }

  private mutating func line(
    up reference: TaskReference, _ due: UInt64 = 0, inFront: Bool = false
  ) {
    wait(reference, .ready, nil)
    tasks[reference]?.rank = ModelRank(event: inFront ? -events : events, due: due)
  }

  private mutating func wait(_ reference: TaskReference, _ status: TaskStatus, _ due: UInt64?) {
    tasks[reference]?.status = status
    tasks[reference]?.due = due
    if status != .leased { tasks[reference]?.token = nil }
  }

  private mutating func releaseKey(of reference: TaskReference) {
    guard let key = tasks[reference]?.added.uniqueKey, keys[key] == reference else { return }
    keys[key] = nil
  }

  private mutating func remove(_ reference: TaskReference) {
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
