/// Typed tasks that do nothing, as fast as they come and go, every step of them durable.
struct FlowWorkload: Workload {
  let name = "flow-256"
  private static let concurrency = 256

  func measure(_ run: BenchmarkRun) async throws -> [BenchmarkResult] {
    let concurrency = Self.concurrency
    let directory = run.scratch.child(name)
    return try await StoreUnderTest.use(.pool, directory, concurrency: concurrency) { pool in
      let directory = directory + "-executor"
      return try await StoreUnderTest.use(.committer, directory, concurrency: concurrency) {
        committer in
        try await Comparison(
          workload: name, payloadBytes: try TimedTask.encodedBytes,
          contenders: [pool, committer].map { StoreFlow(subject: $0, inFlight: concurrency) }
        ).run(run.options)
      }
    }
  }
}
