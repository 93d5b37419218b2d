import XylemCore

/// Tasks that go through 100,000 queues, against as many that go through one.
struct QueuesWorkload: Workload {
  let name = "queues-100k"

  func measure(_ run: BenchmarkRun) async throws -> [BenchmarkResult] {
    let many = try EngineUnderTest(run.scratch.child(name))
    defer { many.close() }
    let one = try EngineUnderTest(run.scratch.child("\(name)-one"))
    defer { one.close() }
    let names = (0..<run.options.backlog(100_000)).map { "tenant-\($0)" }
    let queues = try names.map { try QueueName($0) }
    let spread = EngineQueues(variant: "", subject: many, queues: queues)
    run.options.progress.show("\(name): making \(queues.count) queues")
    try await spread.visitAll()
    return try await Comparison(
      workload: run.options.backlogName(name), payloadBytes: 100,
      contenders: [
        spread,
        EngineQueues(variant: "-one", subject: one, queues: [EngineUnderTest.queue]),
      ]
    ).run(run.options)
  }
}
