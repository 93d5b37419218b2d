import Foundation
import Testing

@testable import Benchmark

/// Goal: the page says what the run's file says, and a figure that misses what was asked shows.
@Suite struct PublishedPageTests {
  private static let facts = JSONLine.object([
    (
      "run",
      #"{"command": "benchmark", "is_quick": false, "commit": "c0ffee", "date": "2026-01-02", "#
        + #""minutes": 1.5, "cores": 2, "processor": "P", "memory_gib": 8, "system": "S", "#
        + #""file_system": "ext4"}"#
    )
  ])

  private func result(
    _ workload: String, _ engine: String, rate: Int, raw: Double? = nil, microseconds: UInt64 = 1
  ) -> BenchmarkResult {
    var result = BenchmarkResult(
      workload: workload, engine: engine, durability: "synced", payloadBytes: 100, inFlight: 64)
    var times = LatencyHistogram()
    times.add(microseconds * 1000)
    result.add(Turn(seconds: 1, operations: rate, latencies: times), rawRate: raw)
    return result
  }

  /// The page that the script makes of these lines, or `nil` when it refuses them.
  private func page(_ lines: [String], pictures: [String] = []) throws -> String? {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "xylem-published-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "results.json")
    try lines.joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)
    for name in pictures {
      try name.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
    }
    let script = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Benchmarks/publish")
    let target = folder.appending(path: "Page.md")
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-B", script.path, file.path, "--page", target.path]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    // The code of `env` for a program that is not there: then nothing would be tested.
    try #require(process.terminationStatus != 127, "python3 is missing")
    guard process.terminationStatus == 0 else { return nil }
    for name in pictures {
      let copy = folder.appending(path: "measured-\(name)")
      #expect(try String(contentsOf: copy, encoding: .utf8) == name)
    }
    return try String(contentsOf: target, encoding: .utf8)
  }

  private func row(_ start: String, in page: String) -> Substring? {
    page.split(separator: "\n").first { $0.hasPrefix("| \(start)") }
  }

  @Test("A row is reached, not reached or not measured, and says its figures")
  func verdicts() throws {
    let results = [
      result("enqueue-1", "raw", rate: 1000), result("enqueue-1", "xylem", rate: 950, raw: 1000),
      result("enqueue-64", "xylem", rate: 700, raw: 1000),
      result("latency-1000", "raw", rate: 1, microseconds: 100),
      result("latency-1000", "xylem", rate: 1, microseconds: 200),
    ]
    let page = try #require(try page([Self.facts] + results.map(\.json)))
    let first = try #require(row("one producer", in: page))
    #expect(first.contains("0.95 [0.95 to 0.95] of raw") && first.hasSuffix("| reached |"))
    #expect(row("64 producers", in: page)?.hasSuffix("| **not reached** |") == true)
    #expect(row("enqueue to handler", in: page)?.hasSuffix("| **not reached** |") == true)
    #expect(row("batches of 1,000", in: page)?.hasSuffix("| not measured |") == true)
    #expect(page.contains("Commit c0ffee, 2026-01-02") && page.contains("2 cores of P"))
  }

  @Test("The best peer is the one to beat, and a missing one is named")
  func peers() throws {
    let missing = #"{"peer": "redis", "missing": "there is no program"}"#
    let results = [
      result("peers-cycle-64", "raw", rate: 9000), result("peers-cycle-64", "xylem", rate: 2900),
      result("peers-cycle-64", "sqlite", rate: 10), result("peers-cycle-64", "lmdb", rate: 1000),
    ]
    let page = try #require(try page([Self.facts, missing] + results.map(\.json)))
    let ahead = try #require(row("ahead of every peer in peers-cycle-64", in: page))
    #expect(ahead.contains("2.90 times lmdb") && ahead.hasSuffix("| reached |"))
    #expect(row("64 workers: 3 times", in: page)?.hasSuffix("| **not reached** |") == true)
    #expect(row("`redis`", in: page)?.contains("missing: there is no program") == true)
  }

  @Test("Growth is judged by the logarithm")
  func growth() throws {
    let curves = [("slow", 1.5), ("fast", 2.5)].flatMap { name, times in
      [(1000, 1.0), (1_000_000, times)].map { size, cost in
        var result = result(name, "xylem", rate: 10, microseconds: 64)
        result.size = size
        result.costs.add(cost)
        return result
      }
    }
    let page = try #require(try page([Self.facts] + curves.map(\.json)))
    #expect(row("`slow`", in: page)?.hasSuffix("| 1.50 | 1.91 | not faster |") == true)
    #expect(row("`fast`", in: page)?.hasSuffix("| 2.50 | 1.91 | **faster** |") == true)
  }

  @Test("What a run says of itself is on its page")
  func ownFacts() throws {
    let facts = RunFacts(try BenchmarkOptions(["--full", "--only", "raw"])).json
    let page = try #require(try page([facts, result("raw", "raw", rate: 1).json]))
    #expect(page.contains("benchmark --full --only raw --json RUN/results.json"))
    #expect(page.contains("\(ProcessInfo.processInfo.activeProcessorCount) cores of "))
    #expect(!page.contains("quick run"))
  }

  @Test("The pictures of the run are beside the page and on it, and no others")
  func pictures() throws {
    let lines = [Self.facts, result("enqueue-1", "xylem", rate: 1).json]
    let page = try #require(try page(lines, pictures: ["rates.svg", "peers.svg"]))
    for name in ["rates", "peers"] { #expect(page.contains("](measured-\(name).svg)")) }
    #expect(!page.contains("measured-times.svg"))
  }

  @Test("A quick run gives no verdict")
  func quick() throws {
    let facts = Self.facts.replacing(#""is_quick": false"#, with: #""is_quick": true"#)
    let page = try #require(
      try page([facts, result("enqueue-1", "xylem", rate: 950, raw: 1000).json]))
    #expect(row("one producer", in: page)?.hasSuffix("| quick run |") == true)
    #expect(!page.contains("reached |"))
  }

  @Test("A file without results, without facts or without a field makes no page")
  func refused() throws {
    let whole = result("enqueue-1", "xylem", rate: 950, raw: 1000).json
    #expect(try page([Self.facts]) == nil)
    #expect(try page([whole]) == nil)
    let holed = whole.replacing("raw_ratio_least", with: "something")
    #expect(try page([Self.facts, holed]) == nil)
    #expect(try page([Self.facts, whole]) != nil)
  }
}
