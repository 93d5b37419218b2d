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
      let outcome = try self.carryOut(command, durability)
      return (outcome, self.coverage(of: outcome, durability))
    }
  }

  /// Carries out all of `commands`, or none: they are in one frame, so no crash splits them.
  package func submitGroup(
    _ commands: [Command], durability: Durability, waiter: Waiter
  ) -> Result<[Outcome], StoreError> {
    enter(waiter) { () throws(StoreError) in
      try self.checkCount(commands)
      let outcomes = try self.carryOut(group: commands, durability)
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
          outcomes.append(.success(try self.carryOut(command, durability)))
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

  /// decide, then encode → append → apply, for one command.
  func carryOut(
    _ command: Command, _ durability: Durability
  ) throws(StoreError) -> Outcome {
    state.beginPlan(&plan, isGroup: false)
    let outcome = try decide(command)
    try carryOutPlan(needsSync: durability == .synced && !command.isLease)
    return outcome
  }

  /// The same for commands that are carried out together or not at all.
  private func carryOut(
    group commands: [Command], _ durability: Durability
  ) throws(StoreError) -> [Outcome] {
    state.beginPlan(&plan, isGroup: true)
    var outcomes: [Outcome] = []
    for command in commands {
      guard command.isAllowedInGroup else {
        throw .refused(.invalidBatch("a lease is no part of a batch"))
      }
      outcomes.append(try decide(command))
    }
    try carryOutPlan(needsSync: durability == .synced)
    return outcomes
  }

  private func decide(_ command: Command) throws(StoreError) -> Outcome {
    do throws(Refusal) {
      if case .enqueue = command, isDiskFull, spareCount <= Self.reservedSegments { throw .full }
      return try state.decide(command, at: open.time, into: &plan)
    } catch { throw .refused(error) }
  }

  /// encode → append → apply, for every record of the plan, in one frame.
  private func carryOutPlan(needsSync: Bool) throws(StoreError) {
    if plan.isEmpty { return }
    guard plan.bytesBound <= open.frames.groupBytesMax else {
      throw .refused(.invalidBatch("a batch must fit into one frame of this store"))
    }
    open.frames.reserve(bytesBound: plan.bytesBound)
    for step in plan.additions { append(step) }
    for step in plan.transitions { append(step) }
    if needsSync { open.needsSync = true }
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
}
