/// 64 tasks that go through the whole public store: typed, enqueued, handled by a `Worker`,
/// completed.
struct CycleWorkload: Workload {
  let name = "cycle-64"

  func measure(_ run: BenchmarkRun) async throws -> [BenchmarkResult] {
    try await StoreUnderTest.use(.pool, run.scratch.child(name), concurrency: 64) { pool in
      let directory = run.scratch.child("\(name)-executor")
      return try await StoreUnderTest.use(.committer, directory, concurrency: 64) { committer in
        try await Comparison(
          workload: name, payloadBytes: try TimedTask.encodedBytes,
          contenders: [pool, committer].map { StoreCycle(subject: $0, inFlight: 64) }
        ).run(run.options)
      }
    }
  }
}
