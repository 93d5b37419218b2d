/// 64 tasks that go through the whole public store: typed, enqueued, handled by a `Worker`,
/// completed.
struct CycleWorkload: Workload {
  let name = "cycle-64"

  func measure(_ run: BenchmarkRun) async throws -> [BenchmarkResult] {
    try await StoreUnderTest.useBoth(run.scratch.child(name), concurrency: 64) { stores in
      try await Comparison(
        workload: name, payloadBytes: try TimedTask.encodedBytes,
        contenders: stores.map { StoreCycle(subject: $0, inFlight: 64) }
      ).run(run.options)
    }
  }
}
