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
  /// What new work may take.
  var bounds: NewWorkBounds
  private var plan = Plan()

  init(
    state: consuming TaskStateMachine, open: consuming CommitBatch, bounds: NewWorkBounds
  ) {
    self.state = state
    self.open = open
    self.bounds = bounds
  }

  /// decide, then encode → append → apply, for one command.
  mutating func carryOut(
    _ command: Command, _ durability: Durability
  ) throws(StoreError) -> Outcome {
    let needsSync = durability == .synced && !command.isLease
    if case .enqueue(let task) = command,
      let outcome = try addAtOnce(task, needsSync: needsSync)
    {
      return outcome
    }
    if case .complete(let token, let result) = command {
      return try completeAtOnce(token, result, needsSync: needsSync)
    }
    state.beginPlan(&plan, isGroup: false)
    let outcome = try decide(command)
    try carryOutPlan(needsSync: needsSync)
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

  /// The same for a task like `task` with each of `payloads`, until one is refused.
  mutating func carryOut(
    additionsLike task: Command.Enqueue, _ payloads: [[UInt8]], _ durability: Durability
  ) throws(StoreError) -> AddedTasks {
    guard task.uniqueKey == nil else {
      throw .refused(.invalidBatch("tasks that are alike have no unique key"))
    }
    var added = AddedTasks()
    added.ids.reserveCapacity(payloads.count)
    do throws(StoreError) {
      try add(payloads, like: task, needsSync: durability == .synced, &added.ids)
    } catch .refused(let refusal) {
      added.refusal = refusal
    }
    return added
  }

  private mutating func add(
    _ payloads: [[UInt8]], like task: Command.Enqueue, needsSync: Bool, _ ids: inout [TaskID]
  ) throws(StoreError) {
    guard let first = payloads.first else { return }
    var task = task
    task.payload = first
    // After the first one queue and kind are known.
    guard case .enqueued(let id) = try carryOut(.enqueue(task), needsSync ? .synced : .written),
      var addition = try decideAdditions(like: task)
    else { return }
    ids.append(id)
    for payload in payloads.dropFirst() {
      guard try add(&addition, carrying: payload) else {
        throw .refused(.invalidBatch("a task must fit into one frame of this store"))
      }
      ids.append(state.id(of: addition.reference, addedAt: addition.at))
    }
  }

  /// The same for the usual addition, of a queue and a kind that are known: one record, so there
  /// is nothing to plan. `nil` when there is.
  private mutating func addAtOnce(
    _ task: Command.Enqueue, needsSync: Bool
  ) throws(StoreError) -> Outcome? {
    guard var addition = try decideAdditions(like: task),
      try add(&addition, carrying: task.payload)
    else { return nil }
    if needsSync { open.needsSync = true }
    return .enqueued(state.id(of: addition.reference, addedAt: addition.at))
  }

  /// The same for a completion, which is always one record.
  private mutating func completeAtOnce(
    _ token: LeaseToken, _ result: [UInt8], needsSync: Bool
  ) throws(StoreError) -> Outcome {
    let completion: (record: Record, bytes: [UInt8])
    do throws(Refusal) {
      completion = try state.decideCompletion(token, result, at: open.time)
    } catch { throw .refused(error) }
    let bytesBound = Plan.bytesBound(ofTransitionCarrying: completion.bytes)
    guard bytesBound <= open.frames.groupBytesMax else { throw Self.tooLarge }
    open.frames.reserve(bytesBound: bytesBound)
    append(completion.record, carrying: completion.bytes)
    if needsSync { open.needsSync = true }
    return .done
  }

  private static var tooLarge: StoreError {
    .refused(.invalidBatch("a batch must fit into one frame of this store"))
  }

  private func decideAdditions(
    like task: Command.Enqueue
  ) throws(StoreError) -> Record.Enqueued? {
    do throws(Refusal) { return try state.decideAdditions(like: task, at: open.time) } catch {
      throw .refused(error)
    }
  }

  /// encode → append → apply; `false` when no frame of this store holds so large a task.
  private mutating func add(
    _ addition: inout Record.Enqueued, carrying payload: [UInt8]
  ) throws(StoreError) -> Bool {
    let bytesBound = Plan.bytesBound(ofAdditionCarrying: payload)
    guard bytesBound <= open.frames.groupBytesMax else { return false }
    do throws(Refusal) {
      try checkRoom()
      try state.foretell(&addition, carrying: payload)
      if bounds.hasMemoryCeiling {
        try checkMemory(Additions(addition), bytesBound: bytesBound)
      }
    } catch { throw .refused(error) }
    open.frames.reserve(bytesBound: bytesBound)
    append(.enqueued(addition), carrying: payload)
    return true
  }

  /// Carries out records that were decided elsewhere, all in one frame.
  mutating func carryOut<Value>(
    records: (borrowing TaskStateMachine, inout Plan) -> Value
  ) throws(StoreError) -> Value {
    state.beginPlan(&plan, isGroup: true)
    let value = records(state, &plan)
    try carryOutPlan(needsSync: true)
    return value
  }

  private mutating func decide(_ command: Command) throws(StoreError) -> Outcome {
    do throws(Refusal) {
      if case .enqueue = command { try checkRoom() }
      return try state.decide(command, at: open.time, into: &plan)
    } catch { throw .refused(error) }
  }

  /// encode → append → apply, for every record of the plan, in one frame.
  private mutating func carryOutPlan(needsSync: Bool) throws(StoreError) {
    if plan.isEmpty { return }
    guard plan.bytesBound <= open.frames.groupBytesMax else { throw Self.tooLarge }
    if bounds.hasMemoryCeiling, plan.newcomers.isAny {
      do throws(Refusal) {
        try checkMemory(plan.newcomers, bytesBound: plan.bytesBound)
      } catch { throw .refused(error) }
    }
    open.frames.reserve(bytesBound: plan.bytesBound)
    for step in plan.additions { append(step.record, carrying: step.bytes) }
    for step in plan.transitions { append(step.record, carrying: step.bytes) }
    if needsSync { open.needsSync = true }
  }

  /// encode + append, then apply.
  private mutating func append(_ record: Record, carrying bytes: [UInt8]) {
    let location = open.frames.append(record, carrying: bytes)
    do { try state.apply(record, at: location, effects: &open.effects) } catch {
      preconditionFailure("\(record) was decided but cannot be applied: \(error)")
    }
  }

  /// Does what is due, so that the commands of this batch are decided against the present.
  mutating func tick() {
    state.openQueues(at: open.time, effects: &open.effects)
    var turns = 0
    while turns < Limits.timersPerTurn, let record = state.recordDue(at: open.time) {
      let message: [UInt8] = record.isDeath ? Array("lease lost too often".utf8) : []
      open.frames.reserve(bytesBound: 128)
      append(record, carrying: message)
      open.needsSync = true
      turns += 1
    }
  }
}
