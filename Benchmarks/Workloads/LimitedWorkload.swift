import XylemCore
import XylemStorage

/// What a lease costs while a million tasks of a queue at its limit lie beside a thousand ready
/// ones, against none. The lease names both queues.
struct LimitedWorkload: Workload {
  let name = "limited-1m"
  private static let ready = 1000
  private static let blocked: QueueName = "blocked"

  func measure(_ run: BenchmarkRun) async throws -> [BenchmarkResult] {
    let crowded = try EngineUnderTest(run.scratch.child(name))
    defer { crowded.close() }
    let alone = try EngineUnderTest(run.scratch.child("\(name)-none"))
    defer { alone.close() }
    let count = run.options.backlog(1_000_000)
    run.options.progress.show("\(name): adding \(count) tasks of a queue at its limit")
    try await crowded.fill(count, like: EngineUnderTest.addition(to: Self.blocked))
    try await use(up: crowded)
    for subject in [crowded, alone] { try await subject.fill(Self.ready) }
    let queues = [Self.blocked, EngineUnderTest.queue]
    return try await Comparison(
      workload: run.options.backlogName(name), payloadBytes: 100, durability: "written",
      contenders: [
        EngineLeaser(variant: "", subject: crowded, queues: queues),
        EngineLeaser(variant: "-none", subject: alone, queues: queues),
      ]
    ).run(run.options)
  }

  /// From then on the queue gives nothing for a year.
  private func use(up subject: EngineUnderTest) async throws {
    let limit = QueueLimit.rate(1, per: .seconds(366 * 86_400), burst: 1)
    _ = try await subject.run(.limit(Self.blocked, limit))
    let tasks = try await subject.lease(1, of: [Self.blocked])
    guard tasks.count == 1 else { throw BenchmarkFailure("the queue gives nothing") }
    try await subject.complete(tasks)
  }
}
