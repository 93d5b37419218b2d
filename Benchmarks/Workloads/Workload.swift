/// Something that can be measured, by name.
protocol Workload: Sendable {
  /// What `--only` and the results call it.
  var name: String { get }

  /// Does the work with every side there is, below the run's scratch directory.
  func measure(_ run: BenchmarkRun) async throws -> [BenchmarkResult]
}
