import XylemCore

/// What one lane asked for since the store was last looked at, and what it was answered.
///
/// A lane's calls follow each other, so the log holds its steps in their order. What a crash
/// leaves is therefore the state after some number of them: at least all that are promised to be
/// there, at most all that were asked for. Anything else is a loss, a phantom, a revived task, a
/// split group or a hole.
struct LaneHistory {
  /// What must have survived.
  enum Ending {
    /// The machine lives on: everything acknowledged.
    case processDeath
    /// Only what was acknowledged as synced, and everything that came before it.
    case powerCut
  }

  /// What was there when the store was last looked at.
  private(set) var base: ExpectedTasks = [:]
  /// Steps that happen wholly or not at all, in the order in which they were asked for.
  private var units: [[Step]] = []
  /// How many of the units were acknowledged at all, and how many are sure to be synced.
  private var acknowledged = 0
  private var synced = 0
  private var pending: (count: Int, durability: Durability)?
  private var hasFailed = false

  /// Whether a unit was asked for and not answered for good.
  var isInDoubt: Bool { units.count > synced }

  mutating func ask(_ durability: Durability, isGroup: Bool, _ steps: [Step]) {
    let asked = isGroup ? [steps] : steps.map { [$0] }
    units += asked
    pending = (asked.count, durability)
  }

  /// - Throws: when nothing may be acknowledged any more, or nothing was asked.
  mutating func acknowledge(refused: [Int]) throws(BrokenPromise) -> Int {
    guard let (count, durability) = pending else { throw BrokenPromise("an answer to nothing") }
    guard !hasFailed else { throw BrokenPromise("acknowledged after the store had failed") }
    let first = units.count - count
    for place in refused.reversed() { units.remove(at: first + place) }
    acknowledged = units.count
    if durability == .synced { synced = units.count }
    pending = nil
    return count - refused.count
  }

  mutating func refuse() {
    units.removeLast(pending?.count ?? 0)
    pending = nil
  }

  mutating func fail() {
    hasFailed = true
    pending = nil
  }

  /// Compares with what was found; from now on that is what must be there.
  mutating func settle(_ found: ExpectedTasks, after ending: Ending) throws(BrokenPromise) {
    let least = ending == .powerCut ? synced : acknowledged
    var expected = base
    for step in units.prefix(least).joined() { expected.apply(step) }
    let promised = expected
    var rest = units.dropFirst(least)
    while expected != found {
      guard let next = rest.popFirst() else { throw Self.difference(promised, found) }
      for step in next { expected.apply(step) }
    }
    self = LaneHistory(found: found)
  }

  private static func difference(
    _ expected: ExpectedTasks, _ found: ExpectedTasks
  ) -> BrokenPromise {
    let lost = expected.keys.filter { found[$0] == nil }.sorted()
    let extra = found.keys.filter { expected[$0] == nil }.sorted()
    let changed = expected.keys.filter { found[$0] != nil && found[$0] != expected[$0] }.sorted()
    return BrokenPromise(
      "no state on the way fits: lost \(lost.prefix(9)), unexpected \(extra.prefix(9)), "
        + "other than promised \(changed.prefix(9))")
  }

  init() {}

  private init(found: ExpectedTasks) { base = found }
}
