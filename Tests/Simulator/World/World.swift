import XylemCore
import XylemStorage

/// One seeded run: random work under random faults, then, without faults, everything is drained.
package final class World {
  /// The engine and what is known about it.
  package let session: Session
  let seed: UInt64
  let plan: SwarmPlan
  var draw: SeededGenerator
  /// Tasks that were added, the latest last.
  var known: [TaskID] = []
  /// Leases that may still be valid, and some that are not.
  var held: [LeaseToken] = []
  var stale: [LeaseToken] = []
  /// Every sync of a file says it is done, and nothing is: a run must fail on such a disk.
  package var liesAboutSync = false
  /// Whether every image is verified and salvaged, not only a share of them; that takes its time.
  package var isExamining = false
  /// Draws that share. Apart from ``draw``, so that a seed does the same whoever looks.
  private var examinations: SeededGenerator
  /// One ending in so many is examined, so that a run takes little longer.
  private static let examinedShare = 12
  /// The same for the names in directories.
  package var liesAboutNames = false
  /// Steps that are left out, to find out which ones a violation needs.
  package var skipped: Set<Int> = []
  private let stepSeed: UInt64
  private var step = 0
  private let totalWeight: Int
  #if DEBUG
    private static let stepsPerRecount = 1
  #else
    private static let stepsPerRecount = 16
  #endif
  /// How often the store was ended and opened again.
  package private(set) var recoveries = 0
  /// How many faults were injected.
  package internal(set) var faults = 0

  /// The run that belongs to `seed`.
  package convenience init(seed: UInt64) {
    self.init(seed: seed, SeededGenerator(seed: seed &* 0x9e37_79b9 &+ 17))
  }

  /// The run that `tape` decides byte by byte: first the plan, then the steps, until it ends.
  package convenience init(tape: [UInt8]) {
    self.init(seed: 0, SeededGenerator(tape: tape))
  }

  private init(seed: UInt64, _ generator: SeededGenerator) {
    self.seed = seed
    var draw = generator
    plan = SwarmPlan(&draw)
    stepSeed = draw.next()
    self.draw = draw
    examinations = SeededGenerator(seed: seed &* 0x9e37_79b9 &+ 23)
    totalWeight = plan.weights.reduce(0, +)
    session = Session(
      segmentBytes: plan.segmentBytes, checkpointLogBytes: plan.checkpointLogBytes, seed: seed)
    session.options.slackSegments = plan.slackSegments
    session.options.memoryBytesMax = plan.memoryBytesMax
    session.options.batchBytesMax = plan.batchBytesMax
    session.disk.remembersWrites = plan.hasMisplacement
  }

  /// The faults of a disk that has none, unless it lies.
  var healthy: StorageFaults {
    var faults = StorageFaults()
    faults.ignoreFileSync = liesAboutSync
    faults.ignoreDirectorySync = liesAboutNames
    return faults
  }

  /// The number of steps done.
  package var steps: Int { step }

  /// Runs to the end.
  ///
  /// - Throws: the first ``Violation``.
  package func run() throws(Violation) {
    do throws(Violation) {
      session.disk.faults = healthy
      try session.begin(plan.trialShare > 0 ? drawFirstTrials() : [])
      while step < plan.steps, !draw.isTapeSpent {
        step += 1
        guard !skipped.contains(step) else { continue }
        // Of its own, so that a step does the same whether or not others are left out.
        draw.restart(seed: stepSeed &+ UInt64(step) &* 0xd1b5_4a32_d192_ed03)
        try perform(nextKind())
        if step.isMultiple(of: Self.stepsPerRecount) { try session.recount() }
        if session.disk.isStopped || session.hasFailed { try endAfterFailure() }
      }
      try drain()
    } catch {
      var violation = error
      (violation.seed, violation.step) = (seed, step)
      throw violation
    }
  }

  private func nextKind() -> StepKind {
    var place = draw.below(totalWeight)
    for (kind, weight) in zip(StepKind.allCases, plan.weights) {
      place -= weight
      if place < 0 { return kind }
    }
    return .commit
  }

  private func perform(_ kind: StepKind) throws(Violation) {
    session.tell("step \(step): \(kind)")
    session.trace.mix(UInt64(step))
    switch kind {
    case .commit: try commit()
    case .maintain: try session.maintain()
    case .checkpoint: session.engine?.requestCheckpoint()
    case .passTime: passTime()
    case .compare: try session.compare()
    case .fault: addFault()
    case .fullDisk: fillDisk()
    case .wrongRead: addWrongRead()
    case .slow: slowDown()
    case .stop: stopSoon()
    case .end: try endAndRecover(drawEnding())
    default: try work(kind)
    }
  }

  func commit() throws(Violation) {
    for _ in 0..<1 + draw.below(2) { try session.commit() }
    if draw.chance(1, in: 4) { try session.maintain() }
  }

  private func passTime() {
    if draw.chance(1, in: 12) { return setWall() }
    session.time.advance(UInt64(draw.below(plan.clockStep + 1)))
  }

  /// Once something failed, the engine must stay failed until it is opened again.
  private func endAfterFailure() throws(Violation) {
    if session.hasFailed, !session.disk.isStopped, draw.chance(1, in: 2) {
      session.disk.faults.rules.removeAll { !$0.lasting }
      for _ in 0..<1 + draw.below(3) {
        let outcomes = try session.submit([enqueue()], .single, .synced)
        guard outcomes.isEmpty else {
          throw Violation("I13", "a failed engine took a command")
        }
        try session.commit()
      }
    }
    if session.hasFailed, draw.chance(1, in: 3) {
      session.marks.reach(.cleanPagesDropped)
      session.disk.dropCleanPages()
      session.hasDroppedPages = true
    }
    try endAndRecover(draw.chance(1, in: 2) ? .powerCut : .processKill)
  }

  private func drawEnding() -> Ending {
    if draw.below(16) < plan.powerCutShare { return .powerCut }
    return draw.chance(1, in: 2) ? .processKill : .close
  }

  private func endAndRecover(_ ending: Ending) throws(Violation) {
    if plan.hasMisplacement {
      for _ in 0..<1 + draw.below(3) { try session.checkMisplacement(&draw) }
    }
    let floor = session.end(ending, nil, &draw)
    let capacity = draw.chance(1, in: 4) ? session.disk.faults.capacity : nil
    session.disk.faults = healthy
    session.disk.faults.capacity = capacity
    if ending == .powerCut, draw.chance(1, in: 4) {
      session.marks.reach(.machineRebooted)
      session.time.reboot(steady: UInt64(draw.below(1000)))
    }
    if capacity == nil {
      session.isExamining = isExamining || examinations.chance(1, in: Self.examinedShare)
      if session.isExamining { try session.checkSoundness() }
      if plan.hasRot {
        for _ in 0..<1 + draw.below(4) { try session.checkRot(floor: floor, &draw) }
      }
    }
    var trials: [RecoveryTrial] = []
    while draw.below(16) < plan.trialShare, trials.count < 3 { trials.append(drawTrial()) }
    faults += trials.count
    try session.recover(floor: floor, trials: trials)
    if draw.below(16) < plan.twinShare { try session.checkIdempotence() }
    // An id that was lost may be given again, to another task of the same place.
    known.removeAll { session.ledger.live.task($0) == nil }
    stale += held
    held = []
    if stale.count > 40 { stale.removeFirst(stale.count - 40) }
    recoveries += 1
  }

  /// What may go wrong at the very beginning: all but what is listed among the known gaps.
  private func drawFirstTrials() -> [RecoveryTrial] {
    let trials = (0..<2).map { _ in drawTrial() }.filter { trial in
      if case .fault(let rule) = trial { return rule.kind != .directorySync }
      return true
    }
    // Making a store takes more calls than opening one.
    guard draw.chance(1, in: 2) else { return trials }
    return [.stop(call: 8 + draw.below(12), keptSectors: 1, ending: .powerCut)] + trials
  }

  private func drawTrial() -> RecoveryTrial {
    if draw.chance(1, in: 6) {
      return .wrongRead(WrongRead(number: 1 + draw.below(12), bit: draw.below(1 << 24)))
    }
    if draw.chance(1, in: 4) {
      let kinds: [StorageCallKind] = [
        .write, .sync, .directorySync, .create, .read, .open, .list, .size, .openDirectory,
        .makeDirectory, .lock,
      ]
      return .fault(FaultRule(kinds[draw.below(kinds.count)], number: 1 + draw.below(4)))
    }
    return .stop(
      call: 1 + draw.below(8), keptSectors: [0, 1, 2, .max][draw.below(4)],
      ending: draw.chance(3, in: 4) ? .powerCut : .processKill)
  }
}
