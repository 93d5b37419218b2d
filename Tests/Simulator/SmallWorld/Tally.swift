/// Counts with names, in the order in which they came up first.
package struct Tally: Sendable {
  /// The names and their counts.
  package private(set) var entries: [(name: String, count: Int)] = []
  private var places: [String: Int] = [:]

  /// Nothing counted yet.
  package init() {}

  /// The count of a name; 0 when it never came up.
  package subscript(_ name: String) -> Int { places[name].map { entries[$0].count } ?? 0 }

  /// Adds `count` to the count of `name`.
  package mutating func add(_ name: String, _ count: Int = 1) {
    if let place = places[name] {
      entries[place].count += count
    } else {
      places[name] = entries.count
      entries.append((name, count))
    }
  }

  /// Adds all counts of another.
  package mutating func add(_ other: Tally) {
    for entry in other.entries { add(entry.name, entry.count) }
  }

  /// The counts as one JSON object.
  package var json: String {
    "{" + entries.map { "\"\($0.name)\": \($0.count)" }.joined(separator: ", ") + "}"
  }
}
