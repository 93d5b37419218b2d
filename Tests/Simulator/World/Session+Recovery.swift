import XylemCore
import XylemStorage

/// Ending, recovering, and comparing what was recovered with what may be there.
extension Session {
  /// Makes the store, or opens it for the first time.
  package func begin() throws(Violation) {
    try begin([])
  }

  /// Makes the store while things go wrong.
  func begin(_ trials: [RecoveryTrial]) throws(Violation) {
    let crashes = marks[.crashInsideRecovery]
    try recover(floor: 0, trials: trials)
    marks.reach(.firstOpeningCutShort, if: marks[.crashInsideRecovery] > crashes)
  }

  /// Ends the process in one of several ways; the floor says how many events must survive.
  func end(_ ending: Ending, _ profile: PersistenceProfile?, _ draw: inout SeededGenerator) -> Int {
    tell("ends by \(ending)\(profile.map { " \($0)" } ?? "")")
    slowness = nil
    if ending == .close, !hasFailed { closeEngine() } else { engine?.abandon() }
    return finish(ending, profile, &draw)
  }

  /// Closes the engine; the process lives on until ``finish(_:_:_:)``.
  func closeEngine() {
    // The open batch is committed; the last word comes in one of its own.
    _ = beginBatch()
    batchHasRecords = false
    ledger.close(at: beginBatch())
    let before = disk.counters
    engine?.close()
    noteMaintenanceFaults(since: before)
  }

  /// Ends the process whose engine was closed or given up, or cut short.
  func finish(
    _ ending: Ending, _ profile: PersistenceProfile?, _ draw: inout SeededGenerator
  ) -> Int {
    engine = nil
    addedBytes = 0
    tickets = []
    switch ending {
    case .powerCut:
      marks.reach(.powerCut)
      let profile = profile ?? PersistenceProfile.drawn(using: &draw)
      marks.reach(.tornByPages, if: profile.grain > 512 && disk.unsyncedSectors > 8)
      disk.crash(profile, using: &draw)
      return ledger.synced
    case .processKill:
      marks.reach(.processKilled)
      disk.processKill()
      return hasDroppedPages ? ledger.synced : ledger.written
    case .close:
      let isClean = !hasFailed && !mayFail
      marks.reach(.cleanClose, if: isClean)
      disk.processKill()
      return isClean ? ledger.count : hasDroppedPages ? ledger.synced : ledger.written
    }
  }

  /// Opens the store; meanwhile things go wrong as the trials say, one per opening, until it is
  /// opened without any. What is found must be a state that may be there.
  func recover(floor: Int, trials: [RecoveryTrial]) throws(Violation) {
    var floor = floor
    var draw = SeededGenerator(seed: trace.value)
    var walls: [UInt64] = []
    var crashes = 0
    for trial in trials {
      walls.append(time.wallMilliseconds())
      guard let ending = try attempt(trial) else { break }
      if ending == .powerCut { floor = min(floor, ledger.synced) }
      if engine == nil {
        crashes += 1
        floor = min(floor, end(ending, nil, &draw))
      }
    }
    marks.reach(.crashTwiceInsideRecovery, if: crashes > 1)
    marks.reach(.crashThriceInsideRecovery, if: crashes > 2)
    if engine == nil {
      disk.faults.rules = []
      engine = try opened(disk, mustOpen: disk.faults.capacity == nil)
      if engine == nil {
        tell("no room to open")
        marks.reach(.errorInsideRecovery)
        disk.faults.capacity = nil
        disk.processKill()
        walls.append(time.wallMilliseconds())
        engine = try opened(disk, mustOpen: true)
      }
      walls.append(time.wallMilliseconds())
    }
    guard let engine else { return }
    try accept(engine, floor: floor, walls: walls)
  }

  /// Opens with a fault; `nil` when the fault was never met, so that the store is open.
  func attempt(_ trial: RecoveryTrial) throws(Violation) -> Ending? {
    disk.resetCounters()
    var ending = Ending.processKill
    switch trial {
    case .stop(let call, let keptSectors, let after):
      disk.faults.stop = StopPoint(call: call, keptSectors: keptSectors)
      ending = after
    case .fault(let rule): disk.faults.rules = [rule]
    case .wrongRead(let read):
      let count = disk.wrongReads
      disk.faults.wrongReads = [read]
      engine = try opened(disk, mustOpen: disk.faults.capacity == nil)
      disk.faults.wrongReads = []
      marks.reach(.wrongReadInRecovery, if: disk.wrongReads > count)
      return engine == nil ? ending : nil
    }
    engine = try opened(disk, mustOpen: false)
    let isStopped = disk.isStopped
    disk.faults.rules = []
    if !isStopped { disk.faults.stop = nil }
    guard isStopped || engine == nil else { return nil }
    tell("recovery cut short: \(trial)")
    marks.reach(isStopped ? .crashInsideRecovery : .errorInsideRecovery)
    engine?.abandon()
    engine = nil
    return ending
  }

  /// A new engine on `disk`, or `nil` when it may fail and did.
  func opened(_ disk: VirtualFileSystem, mustOpen: Bool) throws(Violation) -> Engine? {
    openings += 1
    engineSteps += 1
    let entropy = SeededEntropySource(seed: entropySeed &+ openings)
    do throws(StoreError) {
      return try Engine.open(disk, Self.path, options, time: time, entropy: entropy)
    } catch {
      if mustOpen { throw Violation("I1", "cannot be opened: \(error)") }
      if case .corrupt = error, !disk.isStopped {
        throw Violation("I12", "taken for corrupt: \(error)")
      }
      return nil
    }
  }

  /// Finds the state that was recovered among those that may be there, and goes on from it.
  func accept(
    _ engine: Engine, floor: Int, walls: [UInt64]
  ) throws(Violation) {
    let seen: Observation
    do throws(StoreError) { seen = try Observation(engine) } catch {
      throw Violation("I1", "cannot be seen: \(error)")
    }
    if let broken = seen.brokenInvariant { throw Violation("I9", broken) }
    guard seen.epoch > epoch else { throw Violation("I6", "epoch \(seen.epoch) after \(epoch)") }
    let match = try match(seen, floor: floor, walls: walls, allowsDamage: false)
    try checkLoadedCheckpoint(engine.report)
    noteRecovery(engine.report, match)
    marks.reach(.diedAtOpening, if: seen.counters.died > match.before.counters.died)
    marks.reach(.expiredAtOpening, if: seen.counters.expired > match.before.counters.expired)
    seen.mix(into: &trace)
    epoch = seen.epoch
    ledger.restart(from: match.before, openedAt: match.time, epoch: epoch)
    clock = ModelClock(time, openedAt: match.time)
    self.engine?.setReceiver(news)
    (awaited, _) = ([:], news.take())
    marks.reach(.limitRecovered, if: !match.before.limits.isEmpty)
    batchHasRecords = ledger.tick(at: clock.read())
    (hasFailed, hasDroppedPages, syncedAdditions) = (false, false, [:])
    (hasMaintenanceFault, hasGroup) = (false, false)
    hasSeenFullDisk = disk.faults.capacity != nil
    mayFail = hasSeenFullDisk
    tell("opened at \(match.time) after \(match.before.time), wall \(time.wallMilliseconds())")
    tell("opened with \(seen.tasks.count) tasks, event \(match.count) of \(floor)...")
    // What was due may have been done by an opening that was cut short, or by this one.
    if batchHasRecords, walls.count > 1 { try commit() }
  }

  /// Segments are let go because of checkpoints, so one that is counted on must be durable.
  private func checkLoadedCheckpoint(_ report: RecoveryReport) throws(Violation) {
    guard let number = report.checkpoint else { return }
    let path = Self.path + "/" + StoreFileName.checkpointPath(number)
    guard !disk.faults.ignoreFileSync else { return }
    guard disk.durableContents(path) == disk.contents(path) else {
      throw Violation("I11", "checkpoint \(number) is counted on, but not durable")
    }
  }

  /// A state that was found, before it was opened, and the time it was opened at.
  struct Match {
    let before: ReferenceModel
    let time: UInt64
    let count: Int
  }

  /// The state among those that may be there which equals what was seen. All of `walls` but the
  /// last belong to openings that were cut short.
  func match(
    _ seen: Observation, floor: Int, walls: [UInt64], allowsDamage: Bool
  ) throws(Violation) -> Match {
    var nearest: (ModelCounters, String)?
    var offered = 0
    var found: Match?
    do throws(Disagreement) {
      try ledger.offerCandidates(from: floor) { candidate, count in
        offered += 1
        // What opening does not change tells most candidates apart without opening a copy.
        guard candidate.counters.agreeBeforeOpening(seen.counters) else {
          nearest = (candidate.counters, "other counters")
          return false
        }
        for model in variants(of: candidate, walls: walls.dropLast()) {
          guard let words = difference(model, seen, allowsDamage) else {
            found = Match(before: model, time: seen.time, count: count)
            return true
          }
          nearest = (candidate.counters, words)
        }
        return false
      }
    } catch { throw Violation("model", "replay of the model: \(error.words)") }
    if let found { return found }
    let last = nearest.map { "\($0.1), \(seen.counters) instead of \($0.0)" } ?? "there is none"
    throw Violation("I1-I4", "none of \(offered) states fits, the last: \(last)")
  }

  /// How `model`, once opened, differs from what was seen.
  private func difference(
    _ model: ReferenceModel, _ seen: Observation, _ allowsDamage: Bool
  ) -> String? {
    let opening = seen.time
    guard isAllowed(openedAt: opening, after: model.time) else {
      return "opened at \(opening), wall \(time.wallMilliseconds()), after \(model.time)"
    }
    var opened = model
    opened.open(at: opening)
    _ = opened.tick(at: opening)
    return opened.difference(from: seen, allowsDamage: allowsDamage)
  }

  /// Whether a log that ends at `end` may be opened at `opening`: at the time of the wall, or where
  /// the clock stood when the last frame was written, of which not all need have survived.
  private func isAllowed(openedAt opening: UInt64, after end: UInt64) -> Bool {
    let usual = ModelClock.opening(time, after: end)
    let latest = ModelClock.opening(time, after: max(end, ledger.live.time))
    return (usual...latest).contains(opening)
  }

  /// The states a candidate may have become by openings that were cut short: each of them may have
  /// left its epoch behind.
  private func variants(
    of candidate: borrowing ReferenceModel, walls: ArraySlice<UInt64>
  ) -> [ReferenceModel] {
    var variants = [copy candidate]
    for wall in walls {
      variants += variants.map { variant in
        var model = variant
        model.open(at: max(wall, variant.time))
        return model
      }
    }
    return variants
  }

  private var begunSegments: Int {
    disk.files().count { $0.bytes.starts(with: Array("XYLEMSEG".utf8)) }
  }

  private func noteRecovery(_ report: RecoveryReport, _ match: Match) {
    marks.reach(.tornTailCut, if: report.cut != nil)
    marks.reach(report.checkpoint == nil ? .wholeLogReplayed : .checkpointLoaded)
    marks.reach(.sealFollowed, if: report.checkpoint == nil && begunSegments > 1)
    marks.reach(.leaseTakenBack, if: report.lostLeases > 0)
    marks.reach(.everythingSurvived, if: match.count == ledger.count)
    marks.reach(.unacknowledgedLost, if: match.count < ledger.count)
    marks.reach(.unacknowledgedSurvived, if: match.count > ledger.written)
    marks.reach(.writtenOnlyLost, if: match.count < ledger.written)
  }
}
