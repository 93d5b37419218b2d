import XylemStorage

/// What a lease costs while a million delayed tasks lie beside a thousand ready ones, against none.
struct DelayedWorkload: Workload {
  let name = "delayed-1m"
  private static let ready = 1000

  func measure(_ run: BenchmarkRun) async throws -> [BenchmarkResult] {
    let crowded = try EngineUnderTest(run.scratch.child(name))
    defer { crowded.close() }
    let alone = try EngineUnderTest(run.scratch.child("\(name)-none"))
    defer { alone.close() }
    try await addDelayed(run.options.backlog(1_000_000), crowded, run)
    for subject in [crowded, alone] { try await subject.fill(Self.ready) }
    return try await Comparison(
      workload: run.options.backlogName(name), payloadBytes: 100, durability: "written",
      contenders: [
        EngineLeaser(variant: "", subject: crowded),
        EngineLeaser(variant: "-none", subject: alone),
      ]
    ).run(run.options)
  }

  /// Due times are spread over a day that begins in an hour.
  private func addDelayed(
    _ count: Int, _ subject: EngineUnderTest, _ run: BenchmarkRun
  ) async throws {
    run.options.progress.show("\(name): adding \(count) delayed tasks")
    var task = EngineUnderTest.addition()
    for step in 0..<count / 1000 {
      task.delayMilliseconds = 3_600_000 + UInt64(step) * 7_919_000 % 86_400_000
      try await subject.fill(1000, like: task)
    }
  }
}
