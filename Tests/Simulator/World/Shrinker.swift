/// Leaves out steps of a run that breaks an invariant, as long as the rest still breaks it.
package struct Shrinker {
  private let seed: UInt64
  private let invariant: String
  private let last: Int
  /// The steps that are not needed.
  package private(set) var skipped: Set<Int> = []
  /// How the shortest run so far ends.
  package private(set) var violation: Violation

  /// Runs the seed as it is; `nil` when nothing is broken.
  package init?(seed: UInt64) {
    guard let violation = Self.run(seed, without: []) else { return nil }
    self.seed = seed
    self.violation = violation
    invariant = violation.invariant
    last = violation.step
  }

  /// The steps that are left.
  package var needed: [Int] { (1...max(last, 1)).filter { !skipped.contains($0) } }

  /// Tries to leave out longer parts first, single steps last, until none can be.
  package mutating func shrink() {
    var length = max(1, last / 2)
    while true {
      var hasShrunk = false
      for start in stride(from: 1, through: last, by: length) {
        if leaveOut(start..<min(start + length, last + 1)) { hasShrunk = true }
      }
      if length == 1, !hasShrunk { return }
      length = max(1, length / 2)
    }
  }

  private mutating func leaveOut(_ steps: Range<Int>) -> Bool {
    let candidate = skipped.union(steps)
    guard candidate.count > skipped.count, let found = Self.run(seed, without: candidate),
      found.invariant == invariant
    else { return false }
    skipped = candidate
    violation = found
    return true
  }

  private static func run(_ seed: UInt64, without skipped: Set<Int>) -> Violation? {
    let world = World(seed: seed)
    world.skipped = skipped
    do throws(Violation) { try world.run() } catch { return error }
    return nil
  }
}
