/// The results as pictures.
enum ResultPlot {
  private static let style = """
    text { font: 12px sans-serif; fill: #222; } .title { font-weight: bold; font-size: 14px; }
    .grid { stroke: #ddd; } .tick { text-anchor: middle; fill: #555; }
    .label { text-anchor: end; } .value, .unit { fill: #555; }
    """

  /// Everything in one picture.
  static func svg(_ results: [BenchmarkResult]) -> String {
    svg(PlotSubject.allCases.flatMap { $0.blocks(results) })
  }

  /// A picture for each subject on which there are results.
  static func pictures(_ results: [BenchmarkResult]) -> [(name: String, svg: String)] {
    PlotSubject.allCases.compactMap { subject in
      let blocks = subject.blocks(results)
      return blocks.isEmpty ? nil : (subject.rawValue, svg(blocks))
    }
  }

  /// A whole SVG file, with the blocks one below the other.
  private static func svg(_ blocks: [any PlotBlock]) -> String {
    var height = 8.0
    var body: [String] = []
    for block in blocks {
      body += block.svg(at: height)
      height += block.height
    }
    let head =
      "<svg xmlns='http://www.w3.org/2000/svg' width='\(PlotPanel.width)' height='\(height)'>"
    let paper = "<rect width='100%' height='100%' fill='white'/>"
    return ([head, "<style>\(style)</style>", paper] + body + ["</svg>", ""])
      .joined(separator: "\n")
  }
}
