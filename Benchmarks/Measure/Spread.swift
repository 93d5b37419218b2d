/// A number that was seen several times: its middle, and how far it went.
struct Spread {
  private(set) var values: [Double] = []

  mutating func add(_ value: Double) { values.append(value) }

  /// The middle value; `nil` when there is none.
  var median: Double? {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return nil }
    let upper = sorted[sorted.count / 2]
    return sorted.count % 2 == 1 ? upper : (upper + sorted[sorted.count / 2 - 1]) / 2
  }

  /// `median [least-most]`, or `nil`.
  func text(_ format: (Double) -> String) -> String? {
    guard let median, let least = values.min(), let most = values.max() else { return nil }
    return "\(format(median)) [\(format(least))-\(format(most))]"
  }
}
