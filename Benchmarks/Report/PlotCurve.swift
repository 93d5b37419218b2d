/// How a cost depends on a size: sizes to the right by their logarithm, costs upwards. A dashed
/// line shows the same cost if it grew like the logarithm.
struct PlotCurve {
  static let height = 230.0
  private static let plane = (left: 56.0, right: 296.0, top: 34.0, bottom: 176.0)
  let title: String
  /// Nanoseconds for each size, with the smallest size first.
  let points: [(size: Int, cost: Double)]

  /// The elements, moved to the right and down.
  func svg(atX x: Double, y: Double) -> [String] {
    let logarithm = reference
    let sizes = PlotAxis(
      points.map { Double($0.size) }, pixels: x + Self.plane.left...x + Self.plane.right)
    let height = Self.plane.bottom - Self.plane.top
    let costs = PlotAxis((points + logarithm).map(\.cost), pixels: 0...height)
    let place = { (point: (size: Int, cost: Double)) in
      (x: sizes.place(Double(point.size)), y: y + Self.plane.bottom - costs.place(point.cost))
    }
    return [
      "<text x='\(x + 16)' y='\(y + 20)' class='title'>\(title)</text>",
      "<text x='\(x + Self.plane.left)' y='\(y + Self.plane.bottom + 36)' class='unit'>"
        + "nanoseconds a task, by size</text>",
    ] + grid(sizes, costs, y) + [
      Self.line(logarithm.map(place), "stroke='#888' stroke-dasharray='4 4'"),
      Self.line(points.map(place), "stroke='#2a6f4e' stroke-width='2'"),
    ]
      + points.map(place).map { "<circle cx='\($0.x)' cy='\($0.y)' r='3' fill='#2a6f4e'/>" }
  }

  /// From the first point on, as if the cost grew like the logarithm.
  private var reference: [(size: Int, cost: Double)] {
    guard let first = points.first else { return [] }
    return points.map { point in
      (point.size, first.cost * GrowthCheck.steps(point.size) / GrowthCheck.steps(first.size))
    }
  }

  private func grid(_ sizes: PlotAxis, _ costs: PlotAxis, _ y: Double) -> [String] {
    let (top, bottom) = (y + Self.plane.top, y + Self.plane.bottom)
    let (left, right) = (sizes.pixels.lowerBound, sizes.pixels.upperBound)
    return sizes.ticks.flatMap { tick in
      let x = sizes.place(tick)
      return [
        "<line x1='\(x)' x2='\(x)' y1='\(top)' y2='\(bottom)' class='grid'/>",
        "<text x='\(x)' y='\(bottom + 16)' class='tick'>\(PlotPanel.short(tick))</text>",
      ]
    }
      + costs.ticks.flatMap { tick in
        let place = bottom - costs.place(tick)
        return [
          "<line x1='\(left)' x2='\(right)' y1='\(place)' y2='\(place)' class='grid'/>",
          "<text x='\(left - 6)' y='\(place + 4)' class='label'>\(PlotPanel.short(tick))</text>",
        ]
      }
  }

  private static func line(_ places: [(x: Double, y: Double)], _ stroke: String) -> String {
    let path = places.map { "\($0.x),\($0.y)" }.joined(separator: " ")
    return "<polyline points='\(path)' fill='none' \(stroke)/>"
  }
}
