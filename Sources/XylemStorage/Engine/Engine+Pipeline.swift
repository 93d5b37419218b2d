import XylemCore

/// The one way in. Every command of every caller walks these steps, in this order:
///
///     decide → encode → append → apply → (commit: write + sync) → release
///
/// `apply` comes before `commit` because the next command of the same batch must be decided
/// against it; so nothing that was applied may be told to anyone before the commit covers it.
extension Engine {
  /// Carries out a command; `waiter` is released exactly once, whatever comes of it.
  ///
  /// The outcome may be believed once the waiter was released without a failure. A refusal or a
  /// failure is returned at once, and the waiter is released with it.
  package func submit(
    _ command: Command, durability: Durability, waiter: Waiter
  ) -> Result<Outcome, StoreError> {
    enter(waiter) { () throws(StoreError) in
      let outcome = try self.perform([command], durability, isGroup: false)[0]
      return (outcome, self.coverage(of: outcome, durability))
    }
  }

  /// Carries out all of `commands`, or none: they are in one frame, so no crash splits them.
  package func submitGroup(
    _ commands: [Command], durability: Durability, waiter: Waiter
  ) -> Result<[Outcome], StoreError> {
    enter(waiter) { () throws(StoreError) in
      try self.checkCount(commands)
      let outcomes = try self.perform(commands, durability, isGroup: true)
      return (outcomes, self.plan.isEmpty ? .everythingSeen : .records(durability))
    }
  }

  /// Carries out each of `commands` for itself; a refusal of one does not touch the others.
  package func submitEach(
    _ commands: [Command], durability: Durability, waiter: Waiter
  ) -> Result<[Result<Outcome, Refusal>], StoreError> {
    enter(waiter) { () throws(StoreError) in
      try self.checkCount(commands)
      let before = self.open.frames.nextSequence
      var outcomes: [Result<Outcome, Refusal>] = []
      outcomes.reserveCapacity(commands.count)
      for command in commands {
        do throws(StoreError) {
          outcomes.append(.success(try self.perform([command], durability, isGroup: false)[0]))
        } catch .refused(let refusal) {
          outcomes.append(.failure(refusal))
        }
      }
      let hasRecords = self.open.frames.nextSequence > before
      return (outcomes, hasRecords ? .records(durability) : .everythingSeen)
    }
  }

  private func checkCount(_ commands: [Command]) throws(StoreError) {
    guard (1...Limits.batchCommandsMax).contains(commands.count) else {
      throw .refused(.invalidBatch("a batch has 1 to \(Limits.batchCommandsMax) commands"))
    }
  }

  private func coverage(of outcome: Outcome, _ durability: Durability) -> Coverage {
    if case .leased(let tasks) = outcome { return coverage(ofLease: tasks) }
    return plan.isEmpty ? .everythingSeen : .records(durability)
  }

  /// decide → encode → append → apply, for commands that are carried out together or not at all.
  private func perform(
    _ commands: [Command], _ durability: Durability, isGroup: Bool
  ) throws(StoreError) -> [Outcome] {
    state.beginPlan(&plan, isGroup: isGroup)
    var outcomes: [Outcome] = []
    do throws(Refusal) {
      for command in commands {
        try admit(command, isGroup: isGroup)
        outcomes.append(try state.decide(command, at: open.time, into: &plan))
      }
      guard plan.bytesBound <= open.frames.groupBytesMax else {
        throw .invalidBatch("it does not fit into one frame of this store")
      }
    } catch { throw .refused(error) }
    if plan.isEmpty { return outcomes }
    open.frames.reserve(bytesBound: plan.bytesBound)
    for step in plan.additions { append(step) }
    for step in plan.transitions { append(step) }
    if durability == .synced, !isLease(commands) { open.needsSync = true }
    return outcomes
  }

  /// encode + append, then apply.
  private func append(_ step: Plan.Step) {
    let location = open.frames.append(step)
    do { try state.apply(step.record, at: location, effects: &open.effects) } catch {
      preconditionFailure("\(step.record) was decided but cannot be applied: \(error)")
    }
  }

  /// Does what is due, so that the commands of this batch are decided against the present.
  func tick() {
    var turns = 0
    while turns < Limits.timersPerTurn, let record = state.recordDue(at: open.time) {
      let message: [UInt8] = record.isDeath ? Array("lease lost too often".utf8) : []
      let step = Plan.Step(record: record, bytes: message)
      open.frames.reserve(bytesBound: 128)
      append(step)
      open.needsSync = true
      turns += 1
    }
  }

  private func isLease(_ commands: [Command]) -> Bool {
    if case .lease = commands[0] { return true }
    return false
  }

  /// Refuses what a group may not contain, and new work while the disk is full.
  private func admit(_ command: Command, isGroup: Bool) throws(Refusal) {
    switch command {
    case .enqueue where isDiskFull && spareCount <= Self.reservedSegments: throw .full
    case .lease where isGroup, .open where isGroup, .close where isGroup, .tick where isGroup:
      throw .invalidBatch("a lease is no part of a batch")
    default: break
    }
  }
}
