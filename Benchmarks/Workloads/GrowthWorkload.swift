import XylemCore

/// What a task costs beside more and more of something.
struct GrowthWorkload: Workload {
  let name: String
  /// How much of it, beginning with the least.
  let sizes: [Int]
  /// What is only measured when much time is given.
  var longSizes: [Int] = []
  /// The queues that are visited, and how many tasks wait in each.
  let crowd: @Sendable (_ size: Int) throws -> (queues: [QueueName], tasksPerQueue: Int)

  /// Beside more and more tasks that wait in the same queue.
  static let pending = GrowthWorkload(
    name: "growth-pending", sizes: [1000, 10_000, 100_000, 1_000_000], longSizes: [10_000_000]
  ) { ([EngineUnderTest.queue], $0) }

  /// In more and more queues, in each of which a task waits.
  static let queues = GrowthWorkload(
    name: "growth-queues", sizes: [1, 10, 100, 1000, 10_000, 100_000]
  ) { size in (try (0..<size).map { try QueueName("tenant-\($0)") }, 1) }

  func measure(_ run: BenchmarkRun) async throws -> [BenchmarkResult] {
    let largest = run.options.backlog(sizes.last ?? 1)
    var engines: [CrowdedEngine] = []
    defer { for engine in engines { engine.close() } }
    for size in sizes.filter({ $0 <= largest }) + (run.options.isFull ? longSizes : []) {
      engines.append(try await crowded(size, run))
    }
    return try await GrowthCurve(workload: name, engines: engines).run(run.options)
  }

  private func crowded(_ size: Int, _ run: BenchmarkRun) async throws -> CrowdedEngine {
    run.options.progress.show("\(name): making \(size)")
    let subject = try EngineUnderTest(run.scratch.child("\(name)-\(size)"))
    let (queues, tasksPerQueue) = try crowd(size)
    if queues.count == 1 {
      try await subject.fill(tasksPerQueue, like: EngineUnderTest.addition(to: queues[0]))
    } else {
      for start in stride(from: 0, to: queues.count, by: 1000) {
        let part = queues[start..<min(start + 1000, queues.count)]
        try await subject.runEach(part.map { .enqueue(EngineUnderTest.addition(to: $0)) })
      }
    }
    return CrowdedEngine(subject, size: size, queues: queues)
  }
}
