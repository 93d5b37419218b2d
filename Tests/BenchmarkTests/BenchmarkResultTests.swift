import Foundation
import Testing

@testable import Benchmark

/// Goal: readers of the results can rely on the fields, and what was not measured never looks so.
@Suite struct BenchmarkResultTests {
  /// In their order; whatever else is measured comes after them.
  private static let firstFields = [
    "workload", "engine", "durability", "payload_bytes", "in_flight", "operations_per_second",
    "p50_us", "p99_us", "p999_us", "syncs", "raw_ratio", "bytes_on_disk", "resident_bytes",
  ]
  private static let laterFields = [
    "size", "cost_ratio", "cores_busy", "operations_per_second_least",
    "operations_per_second_most", "raw_ratio_least", "raw_ratio_most", "disk_share", "copied_share",
    "history",
  ]
  private static let fields = Set(firstFields + laterFields)

  private func read(_ result: BenchmarkResult) throws -> [String: Any] {
    let object = try JSONSerialization.jsonObject(with: Data(result.json.utf8))
    return try #require(object as? [String: Any])
  }

  private func empty(_ workload: String = "w", _ engine: String = "e") -> BenchmarkResult {
    BenchmarkResult(
      workload: workload, engine: engine, durability: "synced", payloadBytes: nil, inFlight: nil)
  }

  @Test("All fields are there; nothing measured is null")
  func nothing() throws {
    let object = try read(empty())
    #expect(Set(object.keys) == Self.fields)
    let places = Self.firstFields.compactMap { empty().json.range(of: "\"\($0)\":")?.lowerBound }
    #expect(places.count == Self.firstFields.count && places == places.sorted())
    let texts: Set = ["workload", "engine", "durability"]
    for name in Self.fields.subtracting(texts) { #expect(object[name] is NSNull, "\(name)") }
  }

  @Test("Turns are told by their median, syncs by their sum")
  func turns() throws {
    var result = empty()
    for (count, syncs) in [(100, 1), (300, 2), (200, 4)] as [(Int, UInt64)] {
      var times = LatencyHistogram()
      times.add(1000)
      result.add(
        Turn(seconds: 1, operations: count, latencies: times, syncs: syncs), rawRate: 400)
    }
    let object = try read(result)
    #expect(object["operations_per_second"] as? Double == 200)
    #expect(object["raw_ratio"] as? Double == 0.5)
    #expect(object["syncs"] as? Int == 7)
  }

  @Test("Every result has its row in the table and its rows in the plot, and the plot is XML")
  func shown() throws {
    var results = [empty("enqueue-1", "raw"), empty("enqueue-1", "xylem"), empty("idle", "xylem")]
    for index in 0..<2 {
      var times = LatencyHistogram()
      times.add(contentsOf: [1000, 1_000_000])
      results[index].add(
        Turn(seconds: 1, operations: 10 + index * 5000, latencies: times, syncs: nil), rawRate: nil)
    }
    #expect(ResultTable.text(results).split(separator: "\n").count == 4)
    let svg = ResultPlot.svg(results)
    #expect(svg.components(separatedBy: "enqueue-1 \u{00B7} xylem").count == 3)
    #expect(!svg.contains("idle"))
    #expect(
      svg.components(separatedBy: "<text").count == svg.components(separatedBy: "</text>").count)
    #expect(svg.hasPrefix("<svg ") && svg.hasSuffix("</svg>\n"))
    #expect(!svg.contains("nan") && !svg.contains("inf"))
  }
}
