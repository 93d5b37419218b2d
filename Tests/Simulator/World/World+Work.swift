import XylemCore
import XylemStorage

/// Commands, drawn at random and given to the engine.
extension World {
  func work(_ kind: StepKind) throws(Violation) {
    switch kind {
    case .burst:
      if draw.chance(1, in: 2) { return try give(alike(), .alike) }
      try give((0..<20 + draw.below(60)).map { _ in small() }, .each)
    case .lease: try lease()
    case .group: try give((0..<2 + draw.below(5)).map { _ in anything() }, .group)
    case .each: try give((0..<1 + draw.below(5)).map { _ in anything() }, .each)
    default:
      if let command = command(kind) { try give([command], .single) }
    }
  }

  private func give(_ commands: [Command], _ form: SubmitForm) throws(Violation) {
    if case .limit(let queue, .some)? = commands.first {
      session.marks.reach(.limitChangedLive, if: session.ledger.live.limits[queue] != nil)
    }
    let durability: Durability = draw.below(16) < plan.writtenShare ? .written : .synced
    let outcomes = try session.submit(commands, form, durability)
    for case .enqueued(let id)? in outcomes { known.append(id) }
    if known.count > 300 { known.removeFirst(known.count - 200) }
    session.marks.reach(
      .groupCarriedOut,
      if: form == .group && !outcomes.contains(where: { $0 == nil }) && !outcomes.isEmpty)
  }

  private func lease() throws(Violation) {
    var shares: [(queue: QueueName, share: Int)] = []
    for _ in 0..<1 + draw.below(plan.queues) {
      let name = queueName()
      if shares.contains(where: { $0.queue == name }), !draw.chance(1, in: 50) { continue }
      shares.append((name, 1 + draw.below(4)))
    }
    let isLarge = draw.chance(1, in: 12)
    let wish = Command.Lease(
      shares: shares, limit: isLarge ? 200 : 1 + draw.below(5),
      milliseconds: UInt64(1 + draw.below(plan.clockStep * 4)))
    let isPaused = shares.contains { session.ledger.live.paused.contains($0.queue) }
    session.marks.reach(.pausedQueueSkipped, if: isPaused)
    session.noteLimits(of: shares.map(\.queue))
    guard case .leased(let tasks)?? = try session.submit([.lease(wish)], .single, .written).first
    else { return }
    for task in tasks {
      if let token = session.ledger.live.tasks[task.reference]?.token { held.append(token) }
    }
    guard draw.chance(1, in: 4) else { return }
    try session.commit()
    try session.checkDelivery(of: tasks)
    var apart = draw.fork()
    if plan.hasRot { try session.checkDamagedDelivery(of: tasks, &apart) }
  }

  /// A command of one kind; `nil` when there is nothing it could be about.
  private func command(_ kind: StepKind) -> Command? {
    switch kind {
    case .enqueue: .enqueue(task())
    case .settle: token().map { .complete($0, result: bytes(draw.below(200))) }
    case .extend:
      token().map { .extend($0, milliseconds: UInt64(1 + draw.below(plan.clockStep * 4))) }
    case .giveBack: token().map { .release($0, delayMilliseconds: delay()) }
    case .fail: token().map { .fail($0, failure()) }
    case .cancel: id().map { .cancel($0) }
    case .replay: (id(.dead) ?? id()).map { .replay($0) }
    case .discard: (id(draw.chance(1, in: 2) ? .dead : .done) ?? id()).map { .discard($0) }
    case .pause: .pause(queueName())
    case .resume: .resume(queueName())
    case .limit: .limit(queueName(), limit())
    case .stale: staleCommand()
    default: nil
    }
  }

  private func anything() -> Command {
    let kinds: [StepKind] = [
      .enqueue, .enqueue, .enqueue, .enqueue, .settle, .settle, .fail, .giveBack, .extend, .cancel,
      .pause, .resume, .replay, .discard, .limit,
    ]
    return command(kinds[draw.below(kinds.count)]) ?? enqueue()
  }

  private func staleCommand() -> Command? {
    guard !stale.isEmpty else { return nil }
    let token = stale[draw.below(stale.count)]
    switch draw.below(4) {
    case 0: return .complete(token, result: [1])
    case 1: return .fail(token, failure())
    case 2: return .release(token, delayMilliseconds: 0)
    default: return .extend(token, milliseconds: 5)
    }
  }

  /// A lease that is valid as far as is known; those that are not move among the stale ones.
  private func token() -> LeaseToken? {
    while !held.isEmpty {
      let token = held.remove(at: draw.below(held.count))
      guard session.ledger.live.task(token.task)?.token == token else {
        stale.append(token)
        continue
      }
      held.append(token)
      return token
    }
    return nil
  }

  /// A task that was added. Ids whose place was given to another task after a crash are left out:
  /// nobody was told them for certain.
  private func id(_ status: TaskStatus? = nil) -> TaskID? {
    for _ in 0..<8 where !known.isEmpty {
      let id = known[draw.below(known.count)]
      if let other = session.ledger.live.tasks[id.reference], other.id != id { continue }
      if status == nil || session.ledger.live.task(id)?.status == status { return id }
    }
    return nil
  }

  private func failure() -> Command.Failure {
    let isLong = draw.chance(1, in: 20)
    var failure = Command.Failure(
      message: isLong ? String(repeating: "schl\u{e4}gt fehl ", count: 350) : "no \(draw.below(99))"
    )
    failure.isPermanent = draw.chance(1, in: 8)
    failure.isUnreadable = draw.chance(1, in: 16)
    if draw.chance(1, in: 4) { failure.retryMilliseconds = delay() }
    return failure
  }

  private func delay() -> UInt64 {
    draw.chance(1, in: 2) ? 0 : UInt64(draw.below(plan.clockStep * 3))
  }
}
