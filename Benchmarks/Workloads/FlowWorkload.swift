/// Typed tasks that do nothing, as fast as they come and go, every step of them durable.
struct FlowWorkload: Workload {
  let name = "flow-256"

  func measure(_ run: BenchmarkRun) async throws -> [BenchmarkResult] {
    try await StoreUnderTest.useBoth(run.scratch.child(name), concurrency: 256) { stores in
      try await Comparison(
        workload: name, payloadBytes: try TimedTask.encodedBytes,
        contenders: stores.map { StoreFlow(subject: $0, inFlight: 256) }
      ).run(run.options)
    }
  }
}
