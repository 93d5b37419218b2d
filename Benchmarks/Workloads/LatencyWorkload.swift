/// A thousand tasks a second, whatever becomes of them: how long until a handler starts.
struct LatencyWorkload: Workload {
  let name = "latency-1000"

  func measure(_ run: BenchmarkRun) async throws -> [BenchmarkResult] {
    let bytes = try TimedTask.encodedBytes
    let raw = try await rawDisk(run, payloadBytes: bytes)
    let store = try await StoreUnderTest(run.scratch.child(name), concurrency: 64)
    let arrivals = StoreArrivals(subject: store, perSecond: 1000)
    do {
      // The rate is given, so only the times say something.
      let results = try await Comparison(
        workload: name, payloadBytes: bytes, hasRatios: false, contenders: [raw, arrivals]
      ).run(run.options)
      try await store.close()
      return results
    } catch {
      try? await store.close()
      throw error
    }
  }

  private func rawDisk(_ run: BenchmarkRun, payloadBytes: Int) async throws -> RawDisk {
    let subject = try EngineUnderTest(run.scratch.child("\(name)-sizes"))
    defer { subject.close() }
    let bytes = try await subject.bytesPerCommit(1, payloadBytes: payloadBytes)
    return try RawDisk(
      run.scratch.child("\(name)-raw"), bytesPerWrite: bytes, tasksPerWrite: 1)
  }
}
