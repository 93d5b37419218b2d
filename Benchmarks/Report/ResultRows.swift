/// Results as rows of a chart.
struct ResultRows {
  private static let colors = [
    "#2a6f4e", "#9a9a9a", "#c0642b", "#8a4fa3", "#b3263a", "#2f6db5", "#b59a2f", "#5b8f29",
    "#d07aa8", "#4f6d7a",
  ]
  private let results: [BenchmarkResult]

  init(_ results: [BenchmarkResult]) { self.results = results }

  /// Tasks a second, as bars.
  var rates: PlotPanel {
    let rows = results.compactMap { result in
      result.rates.median.map { median in
        PlotPanel.Row(
          label: label(result), color: color(result), bar: median,
          marks: [result.rates.values.min() ?? median, result.rates.values.max() ?? median],
          text: PlotPanel.short(median))
      }
    }
    return PlotPanel(
      title: "Rate: median of the turns, and the lowest and highest", unit: "tasks a second",
      rows: rows)
  }

  /// How long calls take, as ranges.
  var latencies: PlotPanel {
    let rows = results.compactMap { result -> PlotPanel.Row? in
      let marks = [0.5, 0.99, 0.999].compactMap { result.latencies.microseconds(atShare: $0) }
      guard let median = marks.first else { return nil }
      return PlotPanel.Row(
        label: label(result), color: color(result), bar: nil, marks: marks,
        text: PlotPanel.short(median))
    }
    return PlotPanel(
      title: "Time of a call: p50, p99 and p99.9", unit: "microseconds", rows: rows)
  }

  private func label(_ result: BenchmarkResult) -> String {
    let size = result.workload == RawDisk.name ? ", \(result.payloadBytes ?? 0) bytes" : ""
    return "\(result.workload)\(size) \u{00B7} \(result.engine)"
  }

  /// The same color for the same engine, in the order in which they appear.
  private func color(_ result: BenchmarkResult) -> String {
    var engines: [String] = ["xylem", RawDisk.name]
    for other in results where !engines.contains(other.engine) { engines.append(other.engine) }
    return Self.colors[(engines.firstIndex(of: result.engine) ?? 0) % Self.colors.count]
  }
}
