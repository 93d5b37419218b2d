/// 64 tasks that go through the whole public store: typed, enqueued, handled by a `Worker`,
/// completed.
struct CycleWorkload: Workload {
  let name = "cycle-64"

  func measure(_ run: BenchmarkRun) async throws -> [BenchmarkResult] {
    let store = try await StoreUnderTest(run.scratch.child(name), concurrency: 64)
    do {
      let results = try await Comparison(
        workload: name, payloadBytes: try TimedTask.encodedBytes,
        contenders: [StoreCycle(subject: store, inFlight: 64)]
      ).run(run.options)
      try await store.close()
      return results
    } catch {
      try? await store.close()
      throw error
    }
  }
}
