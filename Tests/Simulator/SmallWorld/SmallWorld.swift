/// A scripted life of a store, of a few steps, that aims at one matter. Small enough that every
/// crash of it can be tried.
package struct SmallWorld: Sendable, CustomStringConvertible {
  /// Its name on the command line.
  package let name: String
  /// What it aims at, in a sentence.
  package let matter: String
  /// What a run without faults must reach, or the world has missed its aim.
  let reaches: [Mark]
  /// What happens after the store was opened for the first time.
  let steps: [Step]

  init(_ name: String, _ matter: String, reaches: [Mark] = [], _ steps: [Step]) {
    self.name = name
    self.matter = matter
    self.reaches = reaches
    self.steps = steps
  }

  /// Its name.
  package var description: String { name }

  /// How many steps it has.
  package var length: Int { steps.count }

  /// The same, closed and opened again in the end.
  var closed: SmallWorld {
    SmallWorld(name, matter, reaches: reaches, steps + [.reopen(.close)])
  }

  /// All of them.
  package static let all = beginnings + additions + deliveries + log + disk

  /// The size of segments: the smallest there is, so that few steps fill one.
  static let segmentBytes: UInt32 = 16 * 1024

  /// Lives it without a fault from outside, and looks whether it reached its aim; how many calls
  /// of each kind its life has.
  func lived() throws(Violation) -> StorageCounters {
    let player = try live()
    let calls = player.session.disk.counters
    try player.session.compare()
    player.session.noteHistory()
    for mark in reaches where player.session.marks[mark] == 0 {
      throw Violation("aim", "the world \(name) never reached \(mark)")
    }
    return calls
  }

  /// Lives it from an empty disk, until `stop` or a fault of `rules` ends it.
  func live(stop: StopPoint? = nil, rules: [FaultRule] = []) throws(Violation) -> Player {
    let player = Player()
    player.session.disk.faults.stop = stop
    player.session.disk.faults.rules = rules
    player.session.mayFail = stop != nil || !rules.isEmpty
    player.isDisturbed = player.session.mayFail
    try player.open(floor: 0)
    for step in steps { try player.perform(step) }
    return player
  }
}
