import Foundation

/// One side of one workload, over all turns. What was not measured is `nil`, never zero.
struct BenchmarkResult {
  let workload: String
  let engine: String
  /// What is true of a task once its call has returned: `synced` or `written`.
  let durability: String
  let payloadBytes: Int?
  let inFlight: Int?
  /// Tasks a second, one number a turn.
  var rates = Spread()
  /// Of each call.
  var latencies = LatencyHistogram()
  var syncs: UInt64?
  /// The rate over the raw disk's rate in the same round.
  var ratios = Spread()
  var bytesOnDisk: UInt64?
  /// Bytes of memory for each task, outside its payload.
  var residentBytes: Double?

  mutating func add(_ turn: Turn, rawRate: Double?) {
    rates.add(turn.rate)
    latencies.add(turn.latencies)
    if let syncs = turn.syncs { self.syncs = (self.syncs ?? 0) + syncs }
    if let rawRate, rawRate > 0 { ratios.add(turn.rate / rawRate) }
  }

  /// One JSON object.
  var json: String {
    let fields: [(String, String)] = [
      ("workload", "\"\(workload)\""), ("engine", "\"\(engine)\""),
      ("durability", "\"\(durability)\""),
      ("payload_bytes", number(payloadBytes.map { Double($0) })),
      ("in_flight", number(inFlight.map { Double($0) })),
      ("operations_per_second", number(rates.median)), ("p50_us", time(0.5)),
      ("p99_us", time(0.99)), ("p999_us", time(0.999)), ("syncs", number(syncs.map { Double($0) })),
      ("raw_ratio", number(ratios.median, digits: 3)),
      ("bytes_on_disk", number(bytesOnDisk.map { Double($0) })),
      ("resident_bytes", number(residentBytes, digits: 1)),
    ]
    return "{" + fields.map { "\"\($0.0)\": \($0.1)" }.joined(separator: ", ") + "}"
  }

  private func time(_ share: Double) -> String {
    number(latencies.microseconds(atShare: share), digits: 1)
  }

  private func number(_ value: Double?, digits: Int = 0) -> String {
    value.map { String(format: "%.\(digits)f", $0) } ?? "null"
  }
}
