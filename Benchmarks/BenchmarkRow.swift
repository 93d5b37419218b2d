import Foundation

/// One side of one workload, over all turns.
struct BenchmarkRow {
  let workload: String
  let engine: String
  var inFlight = 1
  /// Tasks a second, one number a turn.
  var rates: [Double] = []
  /// Microseconds of each call.
  var latencies: [Double] = []
  var syncs: UInt64 = 0
  /// Rate over the raw rate of the same turn.
  var ratios: [Double] = []
  var bytesOnDisk: UInt64 = 0
  /// Bytes of memory a task takes outside its payload.
  var residentBytesPerTask = 0.0
  var reopenMilliseconds = 0.0

  private static func quantile(_ values: [Double], _ share: Double) -> Double {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return 0 }
    return sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]
  }

  private var medianRate: Double { Self.quantile(rates, 0.5) }

  /// One JSON object.
  var json: String {
    let numbers: [(String, Double, Int)] = [
      ("payload_bytes", 100, 0), ("in_flight", Double(inFlight), 0),
      ("operations_per_second", medianRate, 0), ("p50_us", Self.quantile(latencies, 0.5), 1),
      ("p99_us", Self.quantile(latencies, 0.99), 1),
      ("p999_us", Self.quantile(latencies, 0.999), 1), ("syncs", Double(syncs), 0),
      ("raw_ratio", Self.quantile(ratios, 0.5), 3), ("bytes_on_disk", Double(bytesOnDisk), 0),
      ("resident_bytes", residentBytesPerTask, 1), ("reopen_ms", reopenMilliseconds, 1),
    ]
    let fields = numbers.map { "\"\($0.0)\": \(String(format: "%.\($0.2)f", $0.1))" }
    return "{\"workload\": \"\(workload)\", \"engine\": \"\(engine)\", \"durability\": \"synced\", "
      + fields.joined(separator: ", ") + "}"
  }

  /// Medians, and in brackets the lowest and highest turn.
  static func table(_ rows: [BenchmarkRow]) -> String {
    let head =
      "workload            engine  tasks/s (median [min-max])          p50 us   p99 us"
      + "    syncs  ratio to raw (median [min-max])"
    return ([head] + rows.map(\.line)).joined(separator: "\n")
  }

  private var line: String {
    if reopenMilliseconds > 0 {
      return String(
        format: "%@  reopened in %.0f ms, %.1f bytes of memory a task outside the payload",
        pad(workload, 18), reopenMilliseconds, residentBytesPerTask)
    }
    let rate = String(
      format: "%.0f [%.0f-%.0f]", medianRate, rates.min() ?? 0, rates.max() ?? 0)
    let times = String(
      format: "%8.1f %8.1f %8d", Self.quantile(latencies, 0.5), Self.quantile(latencies, 0.99),
      syncs)
    let ratio =
      ratios.isEmpty
      ? ""
      : String(
        format: "%.2f [%.2f-%.2f]", Self.quantile(ratios, 0.5), ratios.min() ?? 0,
        ratios.max() ?? 0)
    return "\(pad(workload, 18))  \(pad(engine, 6))  \(pad(rate, 34))\(times)  \(ratio)"
  }

  private func pad(_ text: String, _ width: Int) -> String {
    text.padding(toLength: width, withPad: " ", startingAt: 0)
  }
}
