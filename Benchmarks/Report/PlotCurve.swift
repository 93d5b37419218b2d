/// How a value depends on a size or a time, which is to the right. A dashed line shows a limit.
struct PlotCurve {
  static let height = 230.0
  private static let plane = (left: 56.0, right: 296.0, top: 34.0, bottom: 176.0)
  typealias Point = (place: Double, value: Double)
  let title: String
  let unit: String
  /// With the smallest place first.
  let points: [Point]
  /// What the points should stay below.
  let limit: [Point]

  /// The elements, moved to the right and down.
  func svg(atX x: Double, y: Double) -> [String] {
    let places = PlotAxis(
      points.map(\.place), pixels: x + Self.plane.left...x + Self.plane.right)
    let height = Self.plane.bottom - Self.plane.top
    let values = PlotAxis((points + limit).map(\.value), pixels: 0...height)
    let place = { (point: Point) in
      (x: places.place(point.place), y: y + Self.plane.bottom - values.place(point.value))
    }
    return [
      "<text x='\(x + 16)' y='\(y + 20)' class='title'>\(title)</text>",
      "<text x='\(x + Self.plane.left)' y='\(y + Self.plane.bottom + 36)' class='unit'>"
        + "\(unit)</text>",
    ] + grid(places, values, y) + [
      Self.line(limit.map(place), "stroke='#888' stroke-dasharray='4 4'"),
      Self.line(points.map(place), "stroke='#2a6f4e' stroke-width='2'"),
    ]
      + (points.count > Self.pointsWithMarks ? [] : points.map(place)).map {
        "<circle cx='\($0.x)' cy='\($0.y)' r='3' fill='#2a6f4e'/>"
      }
  }

  private static let pointsWithMarks = 20

  private func grid(_ places: PlotAxis, _ values: PlotAxis, _ y: Double) -> [String] {
    let (top, bottom) = (y + Self.plane.top, y + Self.plane.bottom)
    let (left, right) = (places.pixels.lowerBound, places.pixels.upperBound)
    return places.ticks.flatMap { tick in
      let x = places.place(tick)
      return [
        "<line x1='\(x)' x2='\(x)' y1='\(top)' y2='\(bottom)' class='grid'/>",
        "<text x='\(x)' y='\(bottom + 16)' class='tick'>\(PlotPanel.short(tick))</text>",
      ]
    }
      + values.ticks.flatMap { tick in
        let place = bottom - values.place(tick)
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
