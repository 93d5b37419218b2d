import XylemStorage

/// Every failing call of small worlds: each call of each kind fails once, or from then on, with
/// each error it may have; while a store is made, opened, used, maintained and closed.
package struct FaultSearch {
  /// How a life ends after the fault; by default each comes in its turn.
  package var triesEveryEnding = false
  /// The distance of the calls that fail.
  package var stride = 1
  /// What was tried so far.
  package internal(set) var tally = Tally()
  private var turn = 0
  /// How many directory syncs the making of a store has.
  private var firstDirectorySyncs = 0

  /// A search that takes each ending in its turn.
  package init() {}

  /// Tries all faults of a world, whose last step is to be closed and opened again.
  ///
  /// - Throws: the first ``Violation``; its step is the number of the call.
  package mutating func run(_ world: SmallWorld) throws(Violation) {
    let world = world.closed
    let calls = try world.lived()
    firstDirectorySyncs = try SmallWorld("newborn", "nothing", []).lived().directorySyncs
    for kind in StorageCallKind.allCases {
      var number = 1
      while number <= calls[kind] {
        for error in Self.errors(of: kind) {
          for lasting in [false, true] {
            let rule = FaultRule(
              kind, number: number, lasting: lasting, errno: error.errno,
              keptSectors: error.keptSectors)
            do throws(Violation) { try fail(world, rule) } catch {
              throw error.at(step: number, in: world, "\(rule)")
            }
          }
        }
        number += stride
      }
    }
  }

  /// What a call of a kind may fail with, and how much of a write happens all the same.
  private static func errors(of kind: StorageCallKind) -> [(errno: Int32, keptSectors: Int)] {
    let broken = KernelError.inputOutput
    switch kind {
    case .write:
      return [(broken, 0), (broken, 1), (KernelError.noSpace, 0), (KernelError.noSpace, 1)]
    case .sync, .directorySync, .makeDirectory: return [(broken, 0), (KernelError.noSpace, 0)]
    case .open, .openDirectory, .create, .lock:
      return [
        (broken, 0), (KernelError.processDescriptors, 0), (KernelError.systemDescriptors, 0),
      ]
    case .list, .rename, .remove, .size, .read: return [(broken, 0)]
    }
  }

  private mutating func fail(_ world: SmallWorld, _ rule: FaultRule) throws(Violation) {
    let player = try world.live(rules: [rule])
    tally.add("fault sites")
    tally.add("faults of \(rule.kind)")
    player.session.disk.faults.rules = []
    tally.add(try player.session.checkFailure() ? "engines failed" : "faults survived")
    for ending in endings(after: rule) {
      let crashed = player.crashed(ending)
      tally.add("reopenings after a fault")
      try crashed.session.recover(from: crashed)
      try crashed.session.checkStability()
      try crashed.session.checkUse()
    }
  }

  private mutating func endings(after rule: FaultRule) -> [FaultEnding] {
    if rule.kind == .directorySync, rule.number <= firstDirectorySyncs {
      // What is known to be missing, see the page on hazards: names whose sync failed while the
      // store was made are believed by an opening of the same boot.
      tally.add("faults of a first directory sync, followed by power cuts only")
      return [.powerCut]
    }
    if triesEveryEnding { return FaultEnding.allCases }
    turn += 1
    return [FaultEnding.allCases[turn % FaultEnding.allCases.count]]
  }
}
