import XylemCore
import XylemStorage

/// Leases a hundred tasks and gives them back, so that as many stay ready. The times are those of
/// the leases alone.
struct EngineLeaser: Contender {
  let engine = "xylem"
  let variant: String
  let subject: EngineUnderTest
  var queues = [EngineUnderTest.queue]
  let inFlight = 100

  func turn(seconds: Double) async throws -> Turn {
    let syncs = subject.engine.statistics.syncs
    var latencies = LatencyHistogram()
    var operations = 0
    let begin = SystemTimeSource.nanoseconds()
    while SystemTimeSource.nanoseconds() < begin + UInt64(seconds * 1e9) {
      let start = SystemTimeSource.nanoseconds()
      let tasks = try await subject.lease(inFlight, of: queues)
      latencies.add(SystemTimeSource.nanoseconds() - start)
      guard !tasks.isEmpty else { throw BenchmarkFailure("no task is ready") }
      operations += tasks.count
      let tokens = tasks.map { subject.engine.tokenWithoutRecord($0) }
      try await subject.runEach(
        tokens.map { .release($0, delayMilliseconds: 0) }, .written)
    }
    let elapsed = Double(SystemTimeSource.nanoseconds() - begin) / 1e9
    return Turn(
      seconds: elapsed, operations: operations, latencies: latencies,
      syncs: subject.engine.statistics.syncs - syncs)
  }
}
