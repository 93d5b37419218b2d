import XylemCore
import XylemStorage

/// An engine on a simulated disk, and the model that is told everything the engine is told.
///
/// Each method does one thing to the engine and checks what is promised about it; the first promise
/// broken is thrown as a ``Violation``.
package final class Session {
  /// The disk.
  package let disk: VirtualFileSystem
  let time: ManualTimeSource
  var options: EngineOptions
  let entropySeed: UInt64
  var openings: UInt64 = 0
  var engine: Engine?
  var ledger = Ledger()
  var clock: ModelClock
  /// Whether the open batch has its time: it has something to write.
  var batchHasRecords = false
  /// The payloads in the open batch, in bytes.
  var addedBytes = 0
  /// Whether new work was refused for memory since the store was opened.
  var wasMemoryFull = false
  var tickets: [Ticket] = []
  /// When tasks were added that were asked to be synced, in events, since the store was opened.
  var syncedAdditions: [TaskReference: Int] = [:]
  var epoch: UInt32 = 0
  /// Whether the engine has said that it failed.
  var hasFailed = false
  /// A sync failed and the kernel forgot the pages: what was only written may be gone.
  var hasDroppedPages = false
  /// The disk had an end since the store was opened, so the engine may still take it for full.
  var hasSeenFullDisk = false
  /// A fault was met by maintenance; the engine says so later.
  var hasMaintenanceFault = false
  /// The open batch holds a group, and headers of segments were written so often.
  var hasGroup = false
  var headerWrites = 0
  /// The numbers of the writes of the present commit that fill a segment with zeros.
  var preparingWrites: Set<Int> = []
  /// Whether damaged images are also verified and salvaged, which takes longer than opening them.
  var isExamining = false
  /// Payloads that were ever given to the task of a place, acknowledged or not.
  var added: [TaskReference: [[UInt8]]] = [:]
  /// How many wrong reads had been seen when last looked.
  var wrongReads = 0
  /// The kind of call that takes its time, and how many milliseconds each takes.
  var slowness: (kind: StorageCallKind, milliseconds: UInt64)?
  /// What the engine tells whoever waits for tasks.
  let news = ReadyNews()
  /// Queues whose tasks are waited for, and whether a limit held them back when the wait began.
  var awaited: [QueueName: Bool] = [:]
  /// What was reached.
  package var marks = Marks()
  /// Calls that made the engine work: commands or batches of them, commits, maintenance, openings.
  package var engineSteps = 0
  /// What was done.
  package var trace = TraceHash()
  /// Told each step in words, when somebody listens.
  package var story: ((String) -> Void)?

  static let path = "store"

  /// A session on an empty disk; nothing is opened yet.
  package convenience init(segmentBytes: UInt32, checkpointLogBytes: UInt64?, seed: UInt64) {
    var options = EngineOptions()
    options.segmentBytes = segmentBytes
    options.checkpointLogBytes = checkpointLogBytes
    self.init(VirtualFileSystem(), ManualTimeSource(), options, seed: seed)
  }

  init(
    _ disk: VirtualFileSystem, _ time: ManualTimeSource, _ options: EngineOptions, seed: UInt64
  ) {
    self.disk = disk
    self.time = time
    self.options = options
    entropySeed = seed
    clock = ModelClock(time, openedAt: 0)
    disk.onCall = { [unowned self] call in
      guard call.kind.isMutating else { return }
      if let slowness, slowness.kind == call.kind { time.advance(slowness.milliseconds) }
      tell("  \(call.words)")
      if call.kind == .write, call.offset == 0, call.length == 4096 { headerWrites += 1 }
      if call.kind == .write, call.offset == 0, call.length > 4096 {
        preparingWrites.insert(self.disk.counters[.write])
      }
    }
  }

  /// Whether a failure of the engine can be blamed on the disk: it had a fault since the opening.
  var mayFail = false

  func tell(_ words: @autoclosure () -> String) {
    story?(words())
  }

  /// The moment at which the next command will be decided; does what is due, as the engine will.
  func beginBatch() -> UInt64 {
    let now = batchHasRecords ? ledger.live.time : clock.read()
    if !batchHasRecords, !hasFailed, ledger.tick(at: now) { batchHasRecords = true }
    return now
  }

  /// Gives commands to the engine and compares its answers with the model.
  ///
  /// - Returns: the outcomes, `nil` for each command that was refused; empty after a failure.
  func submit(
    _ commands: [Command], _ form: SubmitForm, _ durability: Durability
  ) throws(Violation) -> [Outcome?] {
    guard let engine else { return [] }
    engineSteps += 1
    // With something in the batch nothing else is done beside the commands.
    let memory = batchHasRecords ? engine.memory.bytes : nil
    let now = beginBatch()
    // What the answer covers is known only after it came, so the box is filled afterwards.
    let box = TicketBox()
    let result = answer(engine, commands, form, durability, box.waiter)
    trace.mix(UInt64(commands.count))
    let outcomes: [Result<Outcome, Refusal>]
    switch result {
    case .success(let found): outcomes = found
    case .failure(.refused(let refusal)):
      try box.checkRefused(.refused(refusal))
      try checkRefusal(refusal, of: commands)
      return commands.map { _ in nil }
    case .failure(let error):
      try box.checkRefused(error)
      try noteFailure(error)
      return []
    }
    if let memory { try checkBounds(commands, outcomes, form, from: memory) }
    let before = ledger.count
    try judge(commands, outcomes, form, now)
    let hasRecords = ledger.count > before
    if hasRecords { batchHasRecords = true }
    if hasRecords, form == .group { hasGroup = true }
    issue(box, commands, outcomes, hasRecords ? durability : .synced)
    try settleTickets()
    return outcomes.map { try? $0.get() }
  }

  private func answer(
    _ engine: Engine, _ commands: [Command], _ form: SubmitForm, _ durability: Durability,
    _ waiter: Waiter
  ) -> Result<[Result<Outcome, Refusal>], StoreError> {
    switch form {
    case .single:
      engine.submit(commands[0], durability: durability, waiter: waiter).map { [.success($0)] }
    case .group:
      engine.submitGroup(commands, durability: durability, waiter: waiter)
        .map { $0.map { .success($0) } }
    case .each: engine.submitEach(commands, durability: durability, waiter: waiter)
    case .alike: answerAlike(engine, commands, durability, waiter)
    }
  }

  private func answerAlike(
    _ engine: Engine, _ commands: [Command], _ durability: Durability, _ waiter: Waiter
  ) -> Result<[Result<Outcome, Refusal>], StoreError> {
    let tasks = commands.compactMap { if case .enqueue(let task) = $0 { task } else { nil } }
    precondition(tasks.count == commands.count, "only additions are alike")
    return engine.submitAdditions(
      like: tasks[0], tasks.map(\.payload), durability: durability, waiter: waiter
    ).map { added in
      added.ids.map { .success(.enqueued($0)) } + (added.refusal.map { [.failure($0)] } ?? [])
    }
  }

  private func judge(
    _ commands: [Command], _ outcomes: [Result<Outcome, Refusal>], _ form: SubmitForm,
    _ now: UInt64
  ) throws(Violation) {
    if form == .group {
      if let refusal = ledger.live.refusal(ofGroup: commands) {
        throw Violation("model", "a group was carried out in spite of \(refusal)")
      }
      return try record(commands, outcomes.compactMap { try? $0.get() }, now)
    }
    let isCutShort: Bool
    if form == .alike, case .failure? = outcomes.last {
      isCutShort = true
    } else {
      isCutShort = false
    }
    guard commands.count == outcomes.count || isCutShort else {
      throw Violation("model", "answers are missing")
    }
    for (command, outcome) in zip(commands, outcomes) {
      switch outcome {
      case .failure(let refusal):
        try checkRefusal(refusal, of: [command], isLast: form != .each)
      case .success(let outcome):
        if let refusal = ledger.live.refusal(of: command) {
          throw Violation("model", "\(command) was carried out in spite of \(refusal)")
        }
        try record([command], [outcome], now)
      }
    }
  }

  private func record(
    _ commands: [Command], _ outcomes: [Outcome], _ now: UInt64
  ) throws(Violation) {
    do throws(Disagreement) { _ = try ledger.carryOut(commands, outcomes, at: now) } catch {
      throw Violation("model", error.words)
    }
    for outcome in outcomes { note(outcome) }
    let isTaken = commands.contains(where: \.isAddition)
    marks.reach(.takenAgainAfterMemoryFull, if: wasMemoryFull && isTaken)
    if isTaken { wasMemoryFull = false }
    if case (.lease(let wish)?, .leased(let given)?) = (commands.first, outcomes.first) {
      noteHunger(wish, given)
    }
    for case (.enqueue(let task), .enqueued(let id)) in zip(commands, outcomes) {
      added[id.reference, default: []].append(task.payload)
    }
  }

  private func issue(
    _ box: TicketBox, _ commands: [Command], _ outcomes: [Result<Outcome, Refusal>],
    _ durability: Durability
  ) {
    var durability = durability
    var syncedAnyway = 0
    for (command, outcome) in zip(commands, outcomes) {
      switch outcome {
      case .success(.enqueued(let id)):
        if durability == .synced { syncedAdditions[id.reference] = ledger.count }
      case .success(.leased(let tasks)):
        guard commands.count == 1, command.isLease else { break }
        // An empty lease promises nothing; another one that the tasks are there.
        if tasks.isEmpty { return }
        durability = .written
        syncedAnyway = tasks.reduce(0) { max($0, syncedAdditions[$1.reference] ?? 0) }
      default: break
      }
    }
    let ticket = Ticket(count: ledger.count, durability: durability, syncedAnyway: syncedAnyway)
    box.fill(ticket)
    tickets.append(ticket)
  }

  /// Takes note of who was told what.
  func settleTickets() throws(Violation) {
    var waiting: [Ticket] = []
    for ticket in tickets {
      guard let answer = ticket.answers.first else {
        waiting.append(ticket)
        continue
      }
      guard ticket.answers.count == 1 else { throw Violation("I13", "a waiter was told twice") }
      if let error = answer {
        if !hasFailed { try noteFailure(error) }
        continue
      }
      if ticket.durability == .synced { ledger.noteSynced(ticket.count) }
      ledger.noteSynced(ticket.syncedAnyway)
      ledger.noteWritten(ticket.count)
    }
    tickets = waiting
  }
}
