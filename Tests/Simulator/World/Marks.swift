/// How often each mark of one kind was reached.
package struct MarkCounts<Name: Hashable & CaseIterable & Sendable>: Sendable {
  private var counts = [Name: Int]()

  /// None yet.
  package init() {}

  /// How often `mark` was reached.
  package subscript(_ mark: Name) -> Int { counts[mark] ?? 0 }

  mutating func reach(_ mark: Name, if condition: Bool = true) {
    if condition { counts[mark, default: 0] += 1 }
  }

  /// Adds the counts of another run.
  package mutating func add(_ other: MarkCounts) {
    counts.merge(other.counts, uniquingKeysWith: +)
  }

  /// The marks that were never reached.
  package var missing: [Name] { Name.allCases.filter { self[$0] == 0 } }
}

/// How often each ``Mark`` was reached.
package typealias Marks = MarkCounts<Mark>
