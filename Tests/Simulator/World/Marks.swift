/// How often each ``Mark`` was reached.
package struct Marks: Sendable {
  private var counts = [Mark: Int]()

  /// None yet.
  package init() {}

  /// How often `mark` was reached.
  package subscript(_ mark: Mark) -> Int { counts[mark] ?? 0 }

  mutating func reach(_ mark: Mark, if condition: Bool = true) {
    if condition { counts[mark, default: 0] += 1 }
  }

  /// Adds the counts of another run.
  package mutating func add(_ other: Marks) {
    counts.merge(other.counts, uniquingKeysWith: +)
  }

  /// The marks that were never reached.
  package var missing: [Mark] { Mark.allCases.filter { self[$0] == 0 } }
}
