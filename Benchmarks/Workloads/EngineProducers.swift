import XylemCore
import XylemStorage

/// The engine, with Swift tasks that enqueue and wait.
struct EngineProducers: Contender {
  var place = CallerPlace.pool
  let subject: EngineUnderTest
  let producers: Int
  let tasksPerCall: Int
  let payloadBytes: Int
  let isBlocking: Bool

  var engine: String { place.engine }
  var inFlight: Int { producers * tasksPerCall }

  func prepare() async throws { try await subject.drain() }

  func turn(seconds: Double) async throws -> Turn {
    let syncs = subject.engine.statistics.syncs
    let start = SystemTimeSource.nanoseconds()
    let end = start + UInt64(seconds * 1e9)
    let latencies = try await withThrowingTaskGroup(of: [UInt64].self) { group in
      for _ in 0..<producers {
        group.addTask(executorPreference: place.preference(subject.executor)) {
          try await produce(until: end)
        }
      }
      return try await group.reduce(into: LatencyHistogram()) { $0.add(contentsOf: $1) }
    }
    let elapsed = Double(SystemTimeSource.nanoseconds() - start) / 1e9
    return Turn(
      seconds: elapsed, operations: Int(latencies.count) * tasksPerCall, latencies: latencies,
      syncs: subject.engine.statistics.syncs - syncs)
  }

  /// The nanoseconds of each call.
  private func produce(until end: UInt64) async throws -> [UInt64] {
    let addition = EngineUnderTest.addition(payloadBytes: payloadBytes)
    let payloads = [[UInt8]](repeating: addition.payload, count: tasksPerCall)
    var latencies: [UInt64] = []
    while true {
      let start = SystemTimeSource.nanoseconds()
      guard start < end else { return latencies }
      if isBlocking {
        try subject.runBlocking(.enqueue(addition))
      } else if tasksPerCall == 1 {
        _ = try await subject.run(.enqueue(addition))
      } else {
        try await subject.add(payloads, like: addition)
      }
      latencies.append(SystemTimeSource.nanoseconds() - start)
    }
  }
}
