/// A thousand tasks a second, whatever becomes of them: how long until a handler starts.
struct LatencyWorkload: Workload {
  let name = "latency-1000"

  func measure(_ run: BenchmarkRun) async throws -> [BenchmarkResult] {
    let bytes = try TimedTask.encodedBytes
    let raw = try await rawDisk(run, payloadBytes: bytes)
    return try await StoreUnderTest.useBoth(run.scratch.child(name), concurrency: 64) { stores in
      let arrivals = stores.map { StoreArrivals(subject: $0, perSecond: 1000) }
      // The rate is given, so only the times say something.
      return try await Comparison(
        workload: name, payloadBytes: bytes, hasRatios: false, contenders: [raw] + arrivals
      ).run(run.options)
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
