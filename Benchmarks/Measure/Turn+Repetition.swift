import XylemStorage

extension Turn {
  /// Takes `step` again and again for `seconds`, or until one had no task; the time is that of the
  /// work. A step returns how many tasks it had.
  static func repeating(
    for seconds: Double, _ step: () async throws -> Int
  ) async throws -> Turn {
    var turn = Turn(seconds: 0, operations: 0, latencies: LatencyHistogram())
    let start = SystemTimeSource.nanoseconds()
    var now = start
    while now < start + UInt64(seconds * 1e9) {
      let count = try await step()
      if count == 0 { break }
      turn.operations += count
      let after = SystemTimeSource.nanoseconds()
      turn.latencies.add(after - now)
      now = after
    }
    turn.seconds = Double(now - start) / 1e9
    return turn
  }
}
