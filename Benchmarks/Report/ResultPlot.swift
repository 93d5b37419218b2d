/// The results as a picture: how many tasks a second, and how long one takes.
enum ResultPlot {
  private static let colors = [
    "#2a6f4e", "#9a9a9a", "#c0642b", "#8a4fa3", "#b3263a", "#2f6db5", "#b59a2f",
  ]
  private static let style = """
    text { font: 12px sans-serif; fill: #222; } .title { font-weight: bold; font-size: 14px; }
    .grid { stroke: #ddd; } .tick { text-anchor: middle; fill: #555; }
    .label { text-anchor: end; } .value { fill: #555; }
    """

  /// A whole SVG file.
  static func svg(_ results: [BenchmarkResult]) -> String {
    let panels = [rates(results), latencies(results)].filter { !$0.rows.isEmpty }
    var height = 8.0
    var body: [String] = []
    for panel in panels {
      body += panel.svg(at: height)
      height += panel.height
    }
    let head =
      "<svg xmlns='http://www.w3.org/2000/svg' width='\(PlotPanel.width)' height='\(height)'>"
    let paper = "<rect width='100%' height='100%' fill='white'/>"
    return ([head, "<style>\(style)</style>", paper] + body + ["</svg>", ""])
      .joined(separator: "\n")
  }

  private static func rates(_ results: [BenchmarkResult]) -> PlotPanel {
    let rows = results.compactMap { result in
      result.rates.median.map { median in
        PlotPanel.Row(
          label: label(result), color: color(result, results), bar: median,
          marks: [result.rates.values.min() ?? median, result.rates.values.max() ?? median],
          text: PlotPanel.short(median))
      }
    }
    return PlotPanel(
      title: "Rate: median of the turns, and the lowest and highest", unit: "tasks a second",
      rows: rows)
  }

  private static func latencies(_ results: [BenchmarkResult]) -> PlotPanel {
    let rows = results.compactMap { result -> PlotPanel.Row? in
      let marks = [0.5, 0.99, 0.999].compactMap { result.latencies.microseconds(atShare: $0) }
      guard let median = marks.first else { return nil }
      return PlotPanel.Row(
        label: label(result), color: color(result, results), bar: nil, marks: marks,
        text: PlotPanel.short(median))
    }
    return PlotPanel(
      title: "Time of a call: p50, p99 and p99.9", unit: "microseconds", rows: rows)
  }

  private static func label(_ result: BenchmarkResult) -> String {
    let size = result.workload == RawDisk.name ? ", \(result.payloadBytes ?? 0) bytes" : ""
    return "\(result.workload)\(size) \u{00B7} \(result.engine)"
  }

  /// The same color for the same engine, in the order in which they appear.
  private static func color(_ result: BenchmarkResult, _ results: [BenchmarkResult]) -> String {
    var engines: [String] = ["xylem", RawDisk.name]
    for other in results where !engines.contains(other.engine) { engines.append(other.engine) }
    return colors[(engines.firstIndex(of: result.engine) ?? 0) % colors.count]
  }
}
