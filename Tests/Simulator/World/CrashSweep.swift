import XylemStorage

/// Every crash of a short life: the machine stops at each call that changes something, in several
/// ways, and again inside the recovery that follows.
package struct CrashSweep {
  /// How much of the call the machine stops at still happens, in sectors.
  package var keptSectors = [0, 1, Int.max]
  /// How unsynced bytes and names fare.
  package var profiles: [PersistenceProfile] = [
    .nothing, .everything,
    PersistenceProfile(data: .nothing, names: .everything, tail: .zeros),
    PersistenceProfile(data: .everything, names: .nothing),
    PersistenceProfile(data: .subset, names: .prefix),
    PersistenceProfile(data: .prefix, names: .everything, tail: .garbage),
  ]
  /// Calls inside each recovery to stop at, too; none by default.
  package var recoveryStops = 0...0
  /// Crashes tried so far.
  package private(set) var crashes = 0
  /// What was reached.
  package private(set) var marks = Marks()

  /// A sweep over everything but the insides of recoveries.
  package init() {}

  /// Tries all crashes.
  ///
  /// - Throws: the first ``Violation``; its seed is the number of the call.
  package mutating func run() throws(Violation) {
    for profile in profiles {
      for kept in keptSectors {
        for recoveryStop in recoveryStops {
          var call = 1
          while try crash(atCall: call, kept, profile, recoveryStop) { call += 1 }
        }
      }
    }
  }

  /// Whether the call was reached before the script ended.
  private mutating func crash(
    atCall call: Int, _ kept: Int, _ profile: PersistenceProfile, _ recoveryStop: Int
  ) throws(Violation) -> Bool {
    let session = Session(segmentBytes: 16 * 1024, checkpointLogBytes: 1 << 30, seed: 7)
    do throws(Violation) {
      return try crash(session, call, kept, profile, recoveryStop)
    } catch {
      var violation = error
      (violation.seed, violation.step) = (UInt64(call), recoveryStop)
      throw violation
    }
  }

  private mutating func crash(
    _ session: Session, _ call: Int, _ kept: Int, _ profile: PersistenceProfile,
    _ recoveryStop: Int
  ) throws(Violation) -> Bool {
    var draw = SeededGenerator(seed: UInt64(call))
    try session.begin()
    try session.maintain()
    session.disk.resetCounters()
    session.disk.faults.stop = StopPoint(call: call, keptSectors: kept)
    session.mayFail = true
    var script = Script(session)
    var step = 0
    while step < Script.length, !session.disk.isStopped {
      try script.perform(step)
      step += 1
    }
    let wasReached = session.disk.isStopped
    session.disk.faults.stop = nil
    let floor = session.end(.powerCut, profile, &draw)
    let trial = RecoveryTrial.stop(call: recoveryStop, keptSectors: kept, ending: .powerCut)
    try session.recover(floor: floor, trials: recoveryStop > 0 ? [trial] : [])
    try session.checkIdempotence()
    // It must be of use, too.
    try script.perform(Script.length - 1)
    try session.compare()
    crashes += 1
    marks.add(session.marks)
    return wasReached
  }
}
