/// What a picture is about.
enum PlotSubject: String, CaseIterable {
  /// Tasks a second of the engine and the disk.
  case rates
  /// How long calls take there.
  case times
  /// Rates and times where peers take part.
  case peers
  /// What a task costs as something grows.
  case growth
  /// What the disk holds as time goes on.
  case space

  /// The parts of the picture, of which there are none without results.
  func blocks(_ results: [BenchmarkResult]) -> [any PlotBlock] {
    let rows = results.filter { $0.size == nil }
    let peered = Set(rows.filter(\.isOfPeer).map(\.workload))
    let own = ResultRows(rows.filter { !$0.isOfPeer })
    switch self {
    case .rates: return [own.rates].filter(\.hasRows)
    case .times: return [own.latencies].filter(\.hasRows)
    case .peers:
      return peered.sorted().flatMap { name in
        let table = ResultRows(rows.filter { $0.workload == name })
        return [table.rates, table.latencies]
      }
    case .growth: return Self.curves(results.filter { $0.size != nil })
    case .space: return Self.rows(results.flatMap(PlotCurve.overTime))
    }
  }

  /// The curves of each workload in the order of the results, three in a row.
  private static func curves(_ results: [BenchmarkResult]) -> [any PlotBlock] {
    var names: [String] = []
    for result in results where !names.contains(result.workload) { names.append(result.workload) }
    return rows(names.map { name in PlotCurve(results.filter { $0.workload == name }) })
  }

  private static func rows(_ curves: [PlotCurve]) -> [any PlotBlock] {
    stride(from: 0, to: curves.count, by: CurveRow.columns).map { start in
      CurveRow(curves: Array(curves[start..<min(start + CurveRow.columns, curves.count)]))
    }
  }
}
