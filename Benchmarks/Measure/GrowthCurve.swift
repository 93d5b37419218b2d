/// Visits all sizes in each round, so that the disk and the machine are the same for each.
///
/// The cost of a task is taken from the middle one of the calls: the mean is that of the disk,
/// which sometimes lets a write wait for long.
struct GrowthCurve {
  let workload: String
  /// With less of it first.
  let engines: [CrowdedEngine]

  /// A result for each stage and size, stage after stage. A first round is not measured.
  func run(_ options: BenchmarkOptions) async throws -> [BenchmarkResult] {
    var results = GrowthStage.allCases.map { stage in engines.map { result(stage, $0.size) } }
    for number in 0...options.repetitions {
      var bases: [Double?] = []
      for (place, engine) in engines.enumerated() {
        let round = "round \(number) of \(options.repetitions)"
        options.progress.show("\(workload): \(round), size \(engine.size)")
        let turns = try await engine.turns(seconds: options.seconds)
        let costs = turns.map { $0.latencies.microseconds(atShare: 0.5) }
        if place == 0 { bases = costs }
        guard number > 0 else { continue }
        for (stage, turn) in turns.enumerated() {
          results[stage][place].add(turn, rawRate: nil)
          if let base = bases[stage], let cost = costs[stage] {
            results[stage][place].costs.add(cost / base)
          }
        }
      }
    }
    return results.flatMap { $0 }
  }

  private func result(_ stage: GrowthStage, _ size: Int) -> BenchmarkResult {
    var result = BenchmarkResult(
      workload: "\(workload)-\(stage.rawValue)", engine: "xylem", durability: "written",
      payloadBytes: 100, inFlight: 64)
    result.size = size
    return result
  }
}
