import Foundation

/// Whether a cost grows faster than the logarithm of what it is said to depend on.
struct GrowthCheck {
  let workload: String
  let least: Int
  let most: Int
  /// The cost at the largest size over that at the smallest, in the same round.
  let cost: Spread

  /// The steps of a search by halves, at the largest size over those at the smallest.
  var logarithm: Double { Self.steps(most) / Self.steps(least) }

  /// Whether the cost stayed below that.
  var holds: Bool { (cost.median ?? .infinity) <= logarithm }

  /// A check for each curve among the results.
  static func all(_ results: [BenchmarkResult]) -> [GrowthCheck] {
    let curves = Dictionary(grouping: results.filter { $0.size != nil }, by: \.workload)
    return curves.values.compactMap { curve in
      let sorted = curve.sorted { ($0.size ?? 0) < ($1.size ?? 0) }
      guard let first = sorted.first, let last = sorted.last, let least = first.size,
        let most = last.size, most > least
      else { return nil }
      return GrowthCheck(workload: last.workload, least: least, most: most, cost: last.costs)
    }.sorted { $0.workload < $1.workload }
  }

  /// A line to read.
  var text: String {
    let seen = cost.text { JSONLine.number($0, 2) } ?? "unknown"
    return "\(workload): from \(least) to \(most) a task costs \(seen) times as much; "
      + "a logarithm grows \(JSONLine.number(logarithm, 2)) times: "
      + (holds ? "not faster" : "FASTER")
  }

  /// The logarithm to the base of two, and one more, so that it is never zero.
  static func steps(_ size: Int) -> Double { log2(Double(size) * 2) }
}
