extension PlotCurve {
  /// The cost of a task by size; the limit is how it would be if it grew like the logarithm.
  init(_ sizes: [BenchmarkResult]) {
    title = sizes.first?.workload ?? ""
    unit = "nanoseconds a task, by size"
    points = sizes.compactMap { result in
      guard let size = result.size, let cost = result.nanosecondsOfTask else { return nil }
      return (Double(size), cost)
    }
    guard let size = sizes.first?.size, let first = points.first else {
      limit = []
      return
    }
    limit = points.map { point in
      let steps = GrowthCheck.steps(Int(point.place)) / GrowthCheck.steps(size)
      return (point.place, first.value * steps)
    }
  }

  /// What a store took of the disk by hours, each with its limit; none without a history.
  static func overTime(_ result: BenchmarkResult) -> [PlotCurve] {
    guard let first = result.history.first, let last = result.history.last else { return [] }
    let curve = { (unit: String, limit: Double, value: (SpaceSample) -> Double) in
      PlotCurve(
        title: result.workload, unit: unit,
        points: result.history.map { (Double($0.hours), value($0)) },
        limit: [first, last].map { (Double($0.hours), limit) })
    }
    return [
      curve("disk over its bound, by hours", 1) { $0.diskShare },
      curve("copied for each byte, by hours", 0.15) { $0.copiedShare },
    ]
  }
}
