import Xylem
import XylemStorage

/// The public store, with as many producers as tasks in flight: each enqueues its next task once
/// the handler has had the one before. A turn ends when every completion is durable.
struct StoreCycle: Contender {
  var engine: String { subject.place.engine }
  let subject: StoreUnderTest
  let inFlight: Int

  func turn(seconds: Double) async throws -> Turn {
    let syncs = try await subject.store.statistics().log.syncs
    let start = SystemTimeSource.nanoseconds()
    let end = start + UInt64(seconds * 1e9)
    let latencies = try await withThrowingTaskGroup(of: [UInt64].self) { group in
      for slot in 0..<inFlight {
        group.addTask(executorPreference: subject.executor) {
          try await produce(slot, until: end)
        }
      }
      return try await group.reduce(into: LatencyHistogram()) { $0.add(contentsOf: $1) }
    }
    try await subject.settle()
    let elapsed = Double(SystemTimeSource.nanoseconds() - start) / 1e9
    return Turn(
      seconds: elapsed, operations: Int(latencies.count), latencies: latencies,
      syncs: try await subject.store.statistics().log.syncs - syncs)
  }

  /// The nanoseconds from each call of `enqueue` to the start of the handler.
  private func produce(_ slot: Int, until end: UInt64) async throws -> [UInt64] {
    var arrivals = subject.arrivals[slot].makeAsyncIterator()
    var latencies: [UInt64] = []
    while true {
      let now = SystemTimeSource.nanoseconds()
      guard now < end else { return latencies }
      try await subject.store.enqueue(TimedTask(sentAt: now, slot: slot))
      if let latency = await arrivals.next() { latencies.append(latency) }
    }
  }
}
