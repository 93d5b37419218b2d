import XylemCore
import XylemStorage

/// How long an enqueue takes while checkpoints are taken and segments prepared and retired, against
/// a store in which none of that happens. Both hold the same backlog and are drained meanwhile.
struct MaintenanceWorkload: Workload {
  let name = "maintenance"

  func measure(_ run: BenchmarkRun) async throws -> [BenchmarkResult] {
    let busy = try EngineUnderTest(run.scratch.child(name), Self.smallSegments)
    defer { busy.close() }
    let quiet = try EngineUnderTest(run.scratch.child("\(name)-quiet"), Self.largeSegments)
    defer { quiet.close() }
    run.options.progress.show("\(name): adding a backlog")
    for subject in [busy, quiet] {
      try await subject.fill(run.options.backlog(100_000), like: Self.delayed)
    }
    let before = busy.engine.statistics
    let results = try await Comparison(
      workload: name, payloadBytes: 100,
      contenders: [
        EngineTraffic(variant: "", subject: busy, checkpointMilliseconds: 50),
        EngineTraffic(variant: "-quiet", subject: quiet, checkpointMilliseconds: nil),
      ]
    ).run(run.options)
    try report(before, busy.engine.statistics, run)
    return results
  }

  private static var smallSegments: EngineOptions {
    var options = EngineOptions()
    options.segmentBytes = 256 << 10
    return options
  }

  private static var largeSegments: EngineOptions {
    var options = EngineOptions()
    options.segmentBytes = 1 << 30
    return options
  }

  /// A task that stays, so that a checkpoint has something to copy.
  private static var delayed: Command.Enqueue {
    var task = EngineUnderTest.addition()
    task.delayMilliseconds = 86_400_000
    return task
  }

  private func report(
    _ before: LogStatistics, _ after: LogStatistics, _ run: BenchmarkRun
  ) throws {
    let checkpoints = after.checkpoints - before.checkpoints
    let retired = after.retiredSegments - before.retiredSegments
    guard checkpoints > 0, retired > 0 else {
      throw BenchmarkFailure(
        "\(checkpoints) checkpoints and \(retired) retired segments compare nothing")
    }
    run.options.progress.note("\(name): \(checkpoints) checkpoints, \(retired) segments retired")
  }
}
