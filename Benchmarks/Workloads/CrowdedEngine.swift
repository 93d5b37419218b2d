import XylemCore
import XylemStorage

/// An engine that holds something of which there may be much. 64 tasks at a time are added to one
/// of its queues, leased and completed there; what it holds stays as much.
///
/// Nothing waits for a sync, because the disk would hide what grows.
final class CrowdedEngine {
  private static let tasksPerCall = 64
  /// How much there is.
  let size: Int
  private let subject: EngineUnderTest
  private let queues: [QueueName]
  private var visited = 0

  init(_ subject: EngineUnderTest, size: Int, queues: [QueueName]) {
    self.subject = subject
    self.size = size
    self.queues = queues
  }

  /// What each stage took, in the order of the stages.
  func turns(seconds: Double) async throws -> [Turn] {
    var turns = GrowthStage.allCases.map { _ in
      Turn(seconds: 0, operations: 0, latencies: LatencyHistogram())
    }
    let end = SystemTimeSource.nanoseconds() + UInt64(seconds * 1e9)
    repeat {
      let times = try await visit()
      for (stage, (start, after)) in zip(times, times.dropFirst()).enumerated() {
        turns[stage].operations += Self.tasksPerCall
        turns[stage].seconds += Double(after - start) / 1e9
        turns[stage].latencies.add(after - start)
      }
    } while SystemTimeSource.nanoseconds() < end
    return turns
  }

  func close() { subject.close() }

  /// Takes 64 tasks through their lives in the next queue; when that began and when each stage was
  /// done, in nanoseconds.
  private func visit() async throws -> [UInt64] {
    let queue = queues[visited % queues.count]
    visited += 1
    let task = EngineUnderTest.addition(to: queue)
    let payloads = [[UInt8]](repeating: task.payload, count: Self.tasksPerCall)
    var times = [SystemTimeSource.nanoseconds()]
    try await subject.add(payloads, like: task, .written)
    times.append(SystemTimeSource.nanoseconds())
    let tasks = try await subject.lease(Self.tasksPerCall, of: [queue])
    let tokens = try tasks.map { try subject.engine.deliver($0).token }
    times.append(SystemTimeSource.nanoseconds())
    guard tokens.count == Self.tasksPerCall else { throw BenchmarkFailure("no task is ready") }
    try await subject.runEach(tokens.map { .complete($0, result: []) }, .written)
    times.append(SystemTimeSource.nanoseconds())
    return times
  }
}
