import XylemCore

/// The first half of what happens to every command, as a value without I/O:
///
///     decide → encode → append → apply → (commit: write + sync) → release
///
/// `apply` comes before `commit` because the next command of the same batch must be decided
/// against it; so nothing that was applied may be told to anyone before the commit covers it. The
/// second half is `Engine+Commit.swift`.
struct CommitPipeline: ~Copyable {
  /// The queue, with everything applied that was ever appended.
  var state: TaskStateMachine
  /// What is appended and not yet being committed.
  var open: CommitBatch
  /// On a full disk, the segment at which only work that frees space goes on.
  var newWorkEnd = UInt32.max
  private var plan = Plan()

  init(state: consuming TaskStateMachine, open: consuming CommitBatch) {
    self.state = state
    self.open = open
  }

  /// Whether the last command, or group, came to no record.
  var isPlanEmpty: Bool { plan.isEmpty }

  /// decide, then encode → append → apply, for one command.
  mutating func carryOut(
    _ command: Command, _ durability: Durability
  ) throws(StoreError) -> Outcome {
    state.beginPlan(&plan, isGroup: false)
    let outcome = try decide(command)
    try carryOutPlan(needsSync: durability == .synced && !command.isLease)
    return outcome
  }

  /// The same for commands that are carried out together or not at all.
  mutating func carryOut(
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

  /// The same for each of `commands` by itself; a refusal of one does not touch the others.
  mutating func carryOut(
    each commands: [Command], _ durability: Durability
  ) throws(StoreError) -> [Result<Outcome, Refusal>] {
    var outcomes: [Result<Outcome, Refusal>] = []
    outcomes.reserveCapacity(commands.count)
    for command in commands {
      do throws(StoreError) {
        outcomes.append(.success(try carryOut(command, durability)))
      } catch .refused(let refusal) {
        outcomes.append(.failure(refusal))
      }
    }
    return outcomes
  }

  private mutating func decide(_ command: Command) throws(StoreError) -> Outcome {
    do throws(Refusal) {
      if case .enqueue = command, open.frames.tail.segment >= newWorkEnd { throw .full }
      return try state.decide(command, at: open.time, into: &plan)
    } catch { throw .refused(error) }
  }

  /// encode → append → apply, for every record of the plan, in one frame.
  private mutating func carryOutPlan(needsSync: Bool) throws(StoreError) {
    if plan.isEmpty { return }
    guard plan.bytesBound <= open.frames.groupBytesMax else {
      throw .refused(.invalidBatch("a batch must fit into one frame of this store"))
    }
    open.frames.reserve(bytesBound: plan.bytesBound)
    for index in plan.additions.indices { append(plan.additions[index]) }
    for index in plan.transitions.indices { append(plan.transitions[index]) }
    if needsSync { open.needsSync = true }
  }

  /// encode + append, then apply.
  private mutating func append(_ step: Plan.Step) {
    let location = open.frames.append(step)
    do { try state.apply(step.record, at: location, effects: &open.effects) } catch {
      preconditionFailure("\(step.record) was decided but cannot be applied: \(error)")
    }
  }

  /// Does what is due, so that the commands of this batch are decided against the present.
  mutating func tick() {
    var turns = 0
    while turns < Limits.timersPerTurn, let record = state.recordDue(at: open.time) {
      let message: [UInt8] = record.isDeath ? Array("lease lost too often".utf8) : []
      open.frames.reserve(bytesBound: 128)
      append(Plan.Step(record: record, bytes: message))
      open.needsSync = true
      turns += 1
    }
  }
}
