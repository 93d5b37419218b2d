/// One client that takes 64 tasks and completes them, over and over, every completion durable.
struct LeaseWorkload: Workload {
  let name = "lease-complete-64"
  private static let inFlight = 64
  private static let payloadBytes = 100

  func measure(_ run: BenchmarkRun) async throws -> [BenchmarkResult] {
    let subject = try EngineUnderTest(run.scratch.child(name))
    defer { subject.close() }
    let engines = [CallerPlace.pool, .committer].map {
      EngineConsumer($0, subject: subject, inFlight: Self.inFlight)
    }
    let raw = try RawDisk(
      run.scratch.child("\(name)-raw"), bytesPerWrite: try await engines[0].bytesPerRound(),
      tasksPerWrite: Self.inFlight)
    let peers = try run.peers.consumers(
      inFlight: Self.inFlight, payloadBytes: Self.payloadBytes)
    return try await Comparison(
      workload: name, payloadBytes: Self.payloadBytes, contenders: [raw] + engines + peers
    ).run(run.options)
  }
}
