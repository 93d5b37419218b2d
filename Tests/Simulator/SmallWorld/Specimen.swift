import XylemStorage

/// A store at rest, to be damaged in every way.
package struct Specimen: Sendable, CustomStringConvertible {
  /// What it is called.
  package let description: String
  private let steps: [Step]
  private let ending: Ending
  /// Whether its checkpoints are taken away before anything else is.
  private let isBare: Bool

  /// All of them: young and old, killed and closed, with and without checkpoints.
  package static let all = [
    Specimen("newborn, killed", newborn, .processKill),
    Specimen("young, killed", young, .processKill),
    Specimen("young, closed", young, .close),
    Specimen("rolled, killed", rolled, .processKill),
    Specimen("rolled, closed, without checkpoints", rolled, .close, isBare: true),
    Specimen("recycled, killed", recycled, .processKill),
    Specimen("recycled, closed", recycled, .close),
  ]

  private init(_ name: String, _ steps: [Step], _ ending: Ending, isBare: Bool = false) {
    (description, self.steps, self.ending, self.isBare) = (name, steps, ending, isBare)
  }

  private static let newborn: [Step] = [.give(.add()), .give(.add(300))]
  private static let young: [Step] = [
    .maintain, .give(.add()), .group([.add(700), .enqueue(Draft(bytes: 30, key: "k"))]),
    .lease(1), .give(.fail), .give(.add(90)), .give(.add(60)),
  ]
  private static let rolled: [Step] = young + [.each([.add(7000), .add(5000)]), .give(.add(80))]
  private static let recycled: [Step] =
    SmallWorld.recycling + [
      .give(.enqueue(Draft(keeps: 90))), .each((0..<5).map { .add(6010 + $0) }), .lease(2),
      .give(.complete(60)), .give(.add(700)), .give(.add(70)),
    ]

  /// Lives its life and leaves the store at rest.
  func made() throws(Violation) -> StoreAtRest {
    let player = Player()
    try player.open(floor: 0)
    let session = player.session
    session.ledger.keepsAll = true
    var commits: [StoreAtRest.Commit] = []
    for step in steps {
      try player.perform(step)
      commits.append(.last(of: session))
    }
    var draw = SeededGenerator(seed: 1)
    let all = session.end(ending, nil, &draw)
    if isBare { Damage(path: "store/checkpoints", form: .emptying).apply(to: session.disk) }
    // A clean close leaves its last word in two places, and a checkpoint.
    let marked = ending == .close ? all - 1 : session.ledger.marked
    return StoreAtRest(
      session: session, all: all, marked: marked, commits: commits,
      isKept: ending == .close && !isBare)
  }
}
