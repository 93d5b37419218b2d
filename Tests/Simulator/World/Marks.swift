/// How often each ``Mark`` was reached.
package struct Marks: Sendable {
  private var counts = [Int](repeating: 0, count: Mark.allCases.count)

  /// None yet.
  package init() {}

  /// How often `mark` was reached.
  package subscript(_ mark: Mark) -> Int { counts[mark.rawValue] }

  mutating func reach(_ mark: Mark, if condition: Bool = true) {
    if condition { counts[mark.rawValue] += 1 }
  }

  /// Adds the counts of another run.
  package mutating func add(_ other: Marks) {
    for (index, count) in other.counts.enumerated() { counts[index] += count }
  }

  /// The marks that were never reached.
  package var missing: [Mark] { Mark.allCases.filter { self[$0] == 0 } }
}
