/// Curves side by side.
struct CurveRow: PlotBlock {
  static let columns = 3
  let curves: [PlotCurve]

  var height: Double { PlotCurve.height }

  func svg(at y: Double) -> [String] {
    curves.enumerated().flatMap { index, curve in
      curve.svg(atX: Double(index) * PlotPanel.width / Double(Self.columns), y: y)
    }
  }
}
