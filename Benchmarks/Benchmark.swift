import Foundation

/// Measures the engine, the disk below it, and its peers. See the page Performance.
///
/// Every ratio compares runs that take turns within the same seconds: the speed of a virtual disk
/// drifts by a third within minutes, so a rate alone says little.
@main struct Benchmark {
  static func main() {
    do {
      let options = try BenchmarkOptions(Array(CommandLine.arguments.dropFirst()))
      switch options.action {
      case .reopen(let directory): print(try Reopening(of: directory).json)
      case .fixedWork(let work, let tasks):
        // No task and no thread: valgrind must be able to follow.
        let scratch = try ScratchDirectory(in: options.directory)
        defer { scratch.remove() }
        try work.run(tasks, in: scratch)
      case .measure: start(options)
      }
    } catch let error as UsageError {
      fail("\(error.message)\n\(BenchmarkOptions.usage)", code: 64)
    } catch {
      fail("\(error)", code: 1)
    }
  }

  private static func start(_ options: BenchmarkOptions) -> Never {
    Task {
      do { try await run(options) } catch { fail("\(error)", code: 1) }
      exit(0)
    }
    dispatchMain()
  }

  private static func run(_ options: BenchmarkOptions) async throws {
    try options.makeFolders()
    let scratch = try ScratchDirectory(in: options.directory)
    let peers = PeerSet(in: scratch, options)
    let cleaning = Interruption {
      peers.stop(); scratch.remove()
    }
    defer { cleaning.now() }
    let run = BenchmarkRun(scratch: scratch, options: options, peers: peers)
    let facts = RunFacts(options)
    var results: [BenchmarkResult] = []
    var failures: [String] = []
    for workload in WorkloadList.all where options.includes(workload) {
      do { results += try await workload.measure(run) } catch {
        failures.append("\(workload.name): \(error)")
      }
    }
    var report: [(text: String, json: String?)] = []
    do { report = try peers.report() } catch { failures.append("peers: \(error)") }
    options.progress.clear()
    try show(results, facts, report, options)
    // What others measured is worth showing, but a run with a hole in it has failed.
    if !failures.isEmpty { throw BenchmarkFailure(failures.joined(separator: "\n")) }
  }

  private static func show(
    _ results: [BenchmarkResult], _ facts: RunFacts, _ report: [(text: String, json: String?)],
    _ options: BenchmarkOptions
  ) throws {
    print(ResultTable.text(results))
    for check in GrowthCheck.all(results) { print(check.text) }
    for line in report { print(line.text) }
    let json = ([facts.json] + report.compactMap(\.json) + results.map(\.json)).map { $0 + "\n" }
      .joined()
    print(json, terminator: "")
    if let file = options.jsonFile {
      try json.write(toFile: file, atomically: true, encoding: .utf8)
    }
    if let file = options.plotFile {
      try ResultPlot.svg(results).write(toFile: file, atomically: true, encoding: .utf8)
    }
    if let folder = options.plotFolder {
      for picture in ResultPlot.pictures(results) {
        try picture.svg.write(
          toFile: "\(folder)/\(picture.name).svg", atomically: true, encoding: .utf8)
      }
    }
  }

  private static func fail(_ text: String, code: Int32) -> Never {
    FileHandle.standardError.write(Data("benchmark: \(text)\n".utf8))
    exit(code)
  }
}
