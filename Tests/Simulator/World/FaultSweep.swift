import XylemStorage

/// Every call of a short life fails, one at a time: once, and from then on. Whatever the engine
/// makes of it, nothing that was acknowledged is lost, and nobody is told of success in vain.
package struct FaultSweep {
  /// The kinds of calls that fail.
  package var kinds = StorageCallKind.allCases
  /// Failures tried so far.
  package private(set) var failures = 0
  /// What was reached.
  package private(set) var marks = Marks()

  /// A sweep over all kinds of calls.
  package init() {}

  /// Tries all failures, in the life of an engine and in the opening after it.
  ///
  /// - Throws: the first ``Violation``; its seed is the number of the call.
  package mutating func run() throws(Violation) {
    for kind in kinds {
      for lasting in [false, true] {
        for ending in [Ending.powerCut, .processKill] {
          try runAll(kind, lasting, ending)
        }
      }
    }
  }

  private mutating func runAll(
    _ kind: StorageCallKind, _ lasting: Bool, _ ending: Ending
  ) throws(Violation) {
    var number = 1
    while try fail(FaultRule(kind, number: number, lasting: lasting), ending) { number += 1 }
    number = 1
    while try failOpening(FaultRule(kind, number: number, lasting: lasting), ending) {
      number += 1
    }
  }

  /// Whether the call was reached before the script ended.
  private mutating func fail(
    _ rule: FaultRule, _ ending: Ending
  ) throws(Violation) -> Bool {
    let session = try begun()
    session.disk.resetCounters()
    session.disk.faults.rules = [rule]
    session.mayFail = true
    var script = Script(session)
    for step in 0..<Script.length { try script.perform(step) }
    let wasReached = session.disk.counters[rule.kind] >= rule.number
    try finish(session, &script, ending, [])
    return wasReached
  }

  /// Whether the call was reached before the store was open.
  private mutating func failOpening(
    _ rule: FaultRule, _ ending: Ending
  ) throws(Violation) -> Bool {
    let session = try begun()
    var script = Script(session)
    for step in 0..<9 { try script.perform(step) }
    let count = session.marks[.errorInsideRecovery]
    try finish(session, &script, ending, [.fault(rule)])
    return session.marks[.errorInsideRecovery] > count
  }

  private func begun() throws(Violation) -> Session {
    let session = Session(segmentBytes: 16 * 1024, checkpointLogBytes: 1 << 30, seed: 11)
    try session.begin()
    try session.maintain()
    return session
  }

  private mutating func finish(
    _ session: Session, _ script: inout Script, _ ending: Ending, _ trials: [RecoveryTrial]
  ) throws(Violation) {
    var draw = SeededGenerator(seed: UInt64(failures))
    let floor = session.end(ending, nil, &draw)
    session.disk.faults = StorageFaults()
    try session.recover(floor: floor, trials: trials)
    try session.checkIdempotence()
    // It must be of use, too.
    try script.perform(Script.length - 1)
    try session.compare()
    failures += 1
    marks.add(session.marks)
  }
}
