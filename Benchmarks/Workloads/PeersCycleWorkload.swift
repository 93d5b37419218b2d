/// 64 clients that each enqueue a task, then take one and complete it, with all peers.
struct PeersCycleWorkload: Workload {
  let name = "peers-cycle-64"
  private static let clients = 64
  private static let payloadBytes = 100

  func measure(_ run: BenchmarkRun) async throws -> [BenchmarkResult] {
    let subject = try EngineUnderTest(run.scratch.child(name))
    defer { subject.close() }
    let engines = [CallerPlace.pool, .committer].map {
      EngineCycle(place: $0, subject: subject, inFlight: Self.clients)
    }
    // All that 64 tasks write in their lives, in one write.
    let raw = try RawDisk(
      run.scratch.child("\(name)-raw"),
      bytesPerWrite: try await engines[0].bytesPerTask() * Self.clients, tasksPerWrite: Self.clients
    )
    let peers = try run.peers.cycles(Self.clients, payloadBytes: Self.payloadBytes)
    return try await Comparison(
      workload: name, payloadBytes: Self.payloadBytes, contenders: [raw] + engines + peers
    ).run(run.options)
  }
}
