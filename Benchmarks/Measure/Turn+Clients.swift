import XylemStorage

extension Turn {
  /// Lets so many Swift tasks take `step` again and again for `seconds`, on `executor` or else on
  /// Swift's pool. The times are those of the steps.
  static func together(
    _ clients: Int, for seconds: Double, tasksPerStep: Int = 1,
    on executor: (any TaskExecutor)? = nil,
    _ step: @escaping @Sendable (_ client: Int) async throws -> Void
  ) async throws -> Turn {
    let start = SystemTimeSource.nanoseconds()
    let end = start + UInt64(seconds * 1e9)
    let latencies = try await withThrowingTaskGroup(of: [UInt64].self) { group in
      for client in 0..<clients {
        group.addTask(executorPreference: executor) {
          try await times(until: end) { try await step(client) }
        }
      }
      return try await group.reduce(into: LatencyHistogram()) { $0.add(contentsOf: $1) }
    }
    return Turn(
      seconds: Double(SystemTimeSource.nanoseconds() - start) / 1e9,
      operations: Int(latencies.count) * tasksPerStep, latencies: latencies)
  }

  private static func times(
    until end: UInt64, _ step: () async throws -> Void
  ) async throws -> [UInt64] {
    var times: [UInt64] = []
    while true {
      let start = SystemTimeSource.nanoseconds()
      guard start < end else { return times }
      try await step()
      times.append(SystemTimeSource.nanoseconds() - start)
    }
  }
}
