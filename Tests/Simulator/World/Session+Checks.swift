import XylemCore
import XylemStorage

/// Refusals, failures and what they may be blamed on.
extension Session {
  /// With `isLast` nothing was carried out after `commands` were refused.
  func checkRefusal(
    _ refusal: Refusal, of commands: [Command], isLast: Bool = true
  ) throws(Violation) {
    trace.mix(1)
    tell("refused: \(refusal)")
    marks.reach(.groupRefused, if: commands.count > 1)
    if case .staleToken = refusal { marks.reach(.staleTokenRefused) }
    switch refusal {
    case .full:
      marks.reach(.refusedBecauseFull)
      // A full disk is remembered until space was found again.
      guard hasSeenFullDisk, commands.contains(where: \.isAddition) else {
        throw Violation("I16", "refused as full on a disk that is not")
      }
    case .memoryFull: try checkMemoryFull(commands, isLast: isLast)
    case .batchFull:
      marks.reach(.refusedBecauseBatchFull)
      guard engine?.hasOpenRecords == true, commands.contains(where: \.isAddition) else {
        throw Violation("I16", "an empty batch is said to be full")
      }
    case .invalidBatch where isTooLarge(commands): marks.reach(.groupTooLarge)
    default:
      let expected =
        commands.count == 1
        ? ledger.live.refusal(of: commands[0]) : ledger.live.refusal(ofGroup: commands)
      guard refusal == expected else {
        throw Violation(
          "model", "refused with \(refusal), expected \(String(describing: expected))")
      }
    }
  }

  /// Whether the commands may be too much for one frame of the store.
  private func isTooLarge(_ commands: [Command]) -> Bool {
    let bound = commands.reduce(0) { sum, command in
      if case .lease(let wish) = command { return sum + 64 * wish.limit }
      return sum + command.byteCount + 3 * (96 + Limits.keyBytesMax)
    }
    return bound + 4096 + 256 > Int(options.segmentBytes)
  }

  func noteFailure(_ error: StoreError) throws(Violation) {
    if !hasFailed { noteFirstFailure(error) }
    hasFailed = true
    trace.mix(2)
    guard case .poisoned = error else { throw Violation("I13", "\(error) instead of .poisoned") }
    guard mayFail else { throw Violation("I13", "failed on a healthy disk: \(error)") }
    try settleTickets()
    guard tickets.isEmpty else { throw Violation("I13", "a waiter was not told of the failure") }
  }

  private func noteFirstFailure(_ error: StoreError) {
    tell("the engine failed: \(error)")
    marks.reach(.failedInMaintenance, if: hasMaintenanceFault)
    if case .poisoned(let reason) = error {
      marks.reach(.failedByFullDisk, if: reason.contains("full("))
    }
  }

  /// Commits once, as the committing thread would.
  func commit() throws(Violation) {
    guard let engine else { return }
    engineSteps += 1
    let before = (ledger.synced, disk.counters, batchHasRecords, tickets)
    let rolls = headerWrites
    let records = engine.statistics.records
    preparingWrites.removeAll()
    let start = time.steadyMilliseconds()
    let hasWorked = engine.commitOnce()
    marks.reach(.leaseEndedInSlowCall, if: hasLeaseEnding(after: start))
    marks.reach(.groupBesideRoll, if: hasGroup && headerWrites > rolls)
    hasGroup = false
    if hasFailed, hasWorked { throw Violation("I13", "a failed engine went on committing") }
    guard batchHasRecords || engine.statistics.records == records else {
      throw Violation("model", "records were written of nothing that happened")
    }
    batchHasRecords = false
    addedBytes = 0
    try checkNews(of: engine)
    let hadFault = hasFailedCommit(since: before.1)
    if hadFault,
      before.3.contains(where: { $0.durability == .synced && $0.answers.first == .some(nil) })
    {
      throw Violation("I13", "acknowledged in spite of a failed write or sync")
    }
    marks.reach(.batchOverManySegments, if: headerWrites > rolls + 1)
    marks.reach(.failedInManyWays, if: hadFault && disk.faults.rules.count > 1)
    marks.reach(
      .failedByShortWrite,
      if: hasFired(.write, since: before.1) && disk.faults.rules.contains { $0.keptBytes != nil })
    marks.reach(.failedByWrite, if: hasFired(.write, since: before.1))
    marks.reach(.failedBySync, if: hasFired(.sync, since: before.1))
    marks.reach(.crashInsideCommit, if: disk.isStopped)
    marks.reach(.wrongReadHarmless, if: disk.wrongReads > wrongReads)
    wrongReads = disk.wrongReads
    try settleTickets()
    guard hasWorked, before.2, ledger.synced > before.0 else { return }
    try noteMarked(before.0)
  }

  /// Whether a lease ran out while time passed in calls since the steady clock said `start`.
  private func hasLeaseEnding(after start: UInt64) -> Bool {
    let passed = time.steadyMilliseconds() - start
    guard passed > 0 else { return false }
    let now = ledger.live.time
    return ledger.live.tasks.values.contains { task in
      task.status == .leased && task.due.map { (now...now + passed).contains($0) } == true
    }
  }

  /// Whether a fault rule for `kind` was met since the counters were `before`.
  func hasFired(_ kind: StorageCallKind, since before: StorageCounters) -> Bool {
    disk.faults.rules.contains { rule in
      guard rule.kind == kind, disk.counters[kind] > before[kind] else { return false }
      let isReached = disk.counters[kind] >= rule.number
      return isReached && (rule.lasting || before[kind] < rule.number)
    }
  }

  /// Whether a write or sync failed without which nothing of a commit may be acknowledged. A disk
  /// found full while a segment is prepared ahead is none.
  private func hasFailedCommit(since before: StorageCounters) -> Bool {
    if hasFired(.sync, since: before) { return true }
    let numbers = before[.write] + 1..<max(before[.write], disk.counters[.write]) + 1
    return numbers.contains { number in
      // Of several rules for one call the first is the one that was met.
      let rule = disk.faults.rules.first { $0.matches(.write, number: number) }
      guard let rule else { return false }
      let isFull = [KernelError.noSpace, KernelError.overQuota].contains(rule.errno)
      return !(isFull && preparingWrites.contains(number))
    }
  }

  /// Does what the maintenance thread would.
  func maintain() throws(Violation) {
    guard let engine else { return }
    engineSteps += 1
    let retired = engine.statistics.retiredSegments
    let relocated = engine.statistics.relocatedBytes
    let before = disk.counters
    let cold = disk.coldSegments
    engine.maintain()
    noteMaintenanceFaults(since: before)
    noteOpenBatch(of: engine)
    if !disk.isStopped { marks.reach(.coldSegmentRetired, if: disk.coldSegments < cold) }
    marks.reach(.recordsRelocated, if: engine.statistics.relocatedBytes > relocated)
    marks.reach(.segmentRetired, if: engine.statistics.retiredSegments > retired)
    marks.reach(.crashInsideMaintenance, if: disk.isStopped)
    try settleTickets()
  }

  /// What is relocated opens a batch, which does what is due first.
  private func noteOpenBatch(of engine: Engine) {
    guard !batchHasRecords, engine.hasOpenRecords else { return }
    _ = clock.read()
    _ = ledger.tick(at: engine.logTime)
    batchHasRecords = true
  }

  func noteMaintenanceFaults(since before: StorageCounters) {
    let hasFault = StorageCallKind.allCases.contains { hasFired($0, since: before) }
    if hasFault { hasMaintenanceFault = true }
  }

  /// Compares all that can be seen of the engine with the model.
  func compare() throws(Violation) {
    let slowness = slowness
    self.slowness = nil
    defer { self.slowness = slowness }
    // What is not written cannot be read, so nothing may be left in the open batch.
    for _ in 0..<2 where !disk.isStopped {
      _ = try submit([.tick], .single, .synced)
      try commit()
    }
    guard let engine, !hasFailed, !disk.isStopped else { return }
    _ = beginBatch()
    let seen: Observation
    let rules = disk.faults.rules
    disk.faults.rules = []
    defer { disk.faults.rules = rules }
    do throws(StoreError) { seen = try Observation(engine) } catch {
      if mayFail, case .poisoned = error { return try noteFailure(error) }
      throw Violation("I1", "cannot be seen: \(error)")
    }
    if let broken = seen.brokenInvariant { throw Violation("I9", broken) }
    if let words = ledger.live.difference(from: seen) {
      throw Violation("model", words)
    }
    seen.mix(into: &trace)
    try checkMemory()
  }

  /// Marks what the model remembers of the time that passed.
  func noteHistory() {
    let live = ledger.live
    marks.reach(.lastInstantReached, if: live.time == ModelClock.latest)
    marks.reach(.promoted, if: live.promotions > 0)
    marks.reach(.resultForgotten, if: live.forgotten > 0)
    marks.reach(.expired, if: live.counters.expired > 0)
    marks.reach(.leaseRanOut, if: live.counters.lost > 0)
    marks.reach(.revived, if: live.counters.revived > 0)
    marks.reach(
      .deliveriesDeath, if: live.tasks.values.contains { $0.death == .deliveriesExhausted })
  }

  /// Recounts what the engine has in memory.
  func recount() throws(Violation) {
    guard let engine, !hasFailed, !disk.isStopped else { return }
    do throws(InvariantViolation) { try engine.checkInvariants() } catch {
      throw Violation("I9", error.description)
    }
  }

  func note(_ outcome: Outcome) {
    switch outcome {
    case .duplicate: marks.reach(.uniqueDuplicate)
    case .died: marks.reach(.attemptsDeath)
    default: break
    }
  }
}
