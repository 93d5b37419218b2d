/// How often each mark of one kind was reached.
package struct MarkCounts<Name: RawRepresentable & CaseIterable & Sendable>: Sendable
where Name.RawValue == Int {
  private var counts = [Int](repeating: 0, count: Name.allCases.count)

  /// None yet.
  package init() {}

  /// How often `mark` was reached.
  package subscript(_ mark: Name) -> Int { counts[mark.rawValue] }

  mutating func reach(_ mark: Name, if condition: Bool = true) {
    if condition { counts[mark.rawValue] += 1 }
  }

  /// Adds the counts of another run.
  package mutating func add(_ other: MarkCounts) {
    for (index, count) in other.counts.enumerated() { counts[index] += count }
  }

  /// The marks that were never reached.
  package var missing: [Name] { Name.allCases.filter { self[$0] == 0 } }
}

/// How often each ``Mark`` was reached.
package typealias Marks = MarkCounts<Mark>
