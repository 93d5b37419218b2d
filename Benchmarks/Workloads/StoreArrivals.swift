import Xylem
import XylemStorage

/// The public store, with tasks that come at fixed times. One that is late delays no other.
struct StoreArrivals: Contender {
  var engine: String { subject.place.engine }
  let subject: StoreUnderTest
  let perSecond: Int
  let inFlight = 1

  func turn(seconds: Double) async throws -> Turn {
    let syncs = try await subject.store.statistics().log.syncs
    let count = max(1, Int(seconds * Double(perSecond)))
    let start = SystemTimeSource.nanoseconds()
    try await send(count)
    var latencies = LatencyHistogram()
    var arrivals = subject.arrivals[0].makeAsyncIterator()
    for _ in 0..<count {
      if let latency = await arrivals.next() { latencies.add(latency) }
    }
    let elapsed = Double(SystemTimeSource.nanoseconds() - start) / 1e9
    try await subject.settle()
    return Turn(
      seconds: elapsed, operations: count, latencies: latencies,
      syncs: try await subject.store.statistics().log.syncs - syncs)
  }

  private func send(_ count: Int) async throws {
    let begin = ContinuousClock.now
    let interval = Duration.seconds(1) / perSecond
    try await withThrowingTaskGroup(of: Void.self) { group in
      for index in 0..<count {
        try await Task.sleep(until: begin + interval * index, clock: .continuous)
        group.addTask(executorPreference: subject.executor) {
          let task = TimedTask(sentAt: SystemTimeSource.nanoseconds(), slot: 0)
          try await subject.store.enqueue(task)
        }
      }
      try await group.waitForAll()
    }
  }
}
