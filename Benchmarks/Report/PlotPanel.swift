import Foundation

/// One chart of a plot: a row for each result, an axis below all of them.
struct PlotPanel: PlotBlock {
  /// What one row shows, in the unit of the axis.
  struct Row {
    let label: String
    let color: String
    /// Drawn as a bar from the left edge, when there is one.
    let bar: Double?
    /// Drawn as a line from the first to the last, with a mark at each.
    let marks: [Double]
    let text: String
  }

  let title: String
  let unit: String
  let rows: [Row]

  static let width = 960.0
  private static let rowHeight = 18.0
  private static let left = 250.0
  private static let right = 810.0
  private static let top = 34.0

  var hasRows: Bool { !rows.isEmpty }

  var height: Double { Self.top + Double(rows.count) * Self.rowHeight + 46 }

  /// The elements of the chart, moved down by `y`.
  func svg(at y: Double) -> [String] {
    let axis = PlotAxis(
      rows.flatMap { $0.marks + ($0.bar.map { [$0] } ?? []) }, pixels: Self.left...Self.right)
    let scale = axis.isLogarithmic ? ", logarithmic" : ""
    let head = "<text x='16' y='\(y + 20)' class='title'>\(title) (\(unit)\(scale))</text>"
    let bottom = y + Self.top + Double(rows.count) * Self.rowHeight
    return [head] + lines(axis, from: y + Self.top, to: bottom)
      + rows.enumerated().flatMap { index, row in
        draw(row, axis, at: y + Self.top + Double(index) * Self.rowHeight)
      }
  }

  private func lines(_ axis: PlotAxis, from top: Double, to bottom: Double) -> [String] {
    axis.ticks.flatMap { tick in
      let x = axis.place(tick)
      return [
        "<line x1='\(x)' x2='\(x)' y1='\(top)' y2='\(bottom)' class='grid'/>",
        "<text x='\(x)' y='\(bottom + 16)' class='tick'>\(Self.short(tick))</text>",
      ]
    } + [
      "<text x='\((Self.left + Self.right) / 2)' y='\(bottom + 32)' class='tick'>\(unit)</text>"
    ]
  }

  private func draw(_ row: Row, _ axis: PlotAxis, at y: Double) -> [String] {
    let middle = y + Self.rowHeight / 2
    var parts = [
      "<text x='\(Self.left - 8)' y='\(middle + 4)' class='label'>\(row.label)</text>",
      "<text x='\(Self.right + 8)' y='\(middle + 4)' class='value'>\(row.text)</text>",
    ]
    if let bar = row.bar {
      let width = axis.place(bar) - Self.left
      parts.append(
        "<rect x='\(Self.left)' y='\(y + 3)' width='\(width)' height='\(Self.rowHeight - 6)' "
          + "fill='\(row.color)'/>")
    }
    return parts + marks(row, axis, middle)
  }

  private func marks(_ row: Row, _ axis: PlotAxis, _ y: Double) -> [String] {
    guard let first = row.marks.first, let last = row.marks.last else { return [] }
    let stroke = row.bar == nil ? row.color : "#444"
    let line =
      "<line x1='\(axis.place(first))' x2='\(axis.place(last))' y1='\(y)' y2='\(y)' "
      + "stroke='\(stroke)' stroke-width='2'/>"
    return [line]
      + row.marks.map { mark in
        let x = axis.place(mark)
        return "<line x1='\(x)' x2='\(x)' y1='\(y - 5)' y2='\(y + 5)' "
          + "stroke='\(stroke)' stroke-width='2'/>"
      }
  }

  /// `1500000` as `1.5 M`.
  static func short(_ value: Double) -> String {
    switch value {
    case 1e6...: String(format: "%.4g M", value / 1e6)
    case 1e3...: String(format: "%.4g k", value / 1e3)
    default: String(format: "%.4g", value)
    }
  }
}
