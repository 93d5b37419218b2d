/// A part of a plot that is as wide as the page.
protocol PlotBlock {
  var height: Double { get }

  /// Its elements, moved down by `y`.
  func svg(at y: Double) -> [String]
}
