import Foundation
import XylemStorage

/// `benchmark [--quick | --full] [--only NAME] [--directory DIR] [--json FILE]`
///
/// Every ratio compares runs that take turns within the same seconds: the speed of a virtual disk
/// drifts by a third within minutes, so a rate alone says little.
@main struct Benchmark {
  static func main() {
    do {
      let options = try BenchmarkOptions(Array(CommandLine.arguments.dropFirst()))
      if let directory = options.reopened {
        return print(try PendingTasks.reopen(directory).json)
      }
      if let (work, tasks) = options.fixedWork {
        // No task and no thread: valgrind must be able to follow.
        let scratch = try ScratchDirectory(in: options.directory)
        defer { scratch.remove() }
        return try work.run(tasks, in: scratch)
      }
      start(options)
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
    let scratch = try ScratchDirectory(in: options.directory)
    defer { scratch.remove() }
    var rows: [BenchmarkRow] = []
    for workload in Workload.all where options.includes(workload.name) {
      progress("\(workload.name): \(options.repetitions) turns of \(options.seconds) s each")
      rows += try await workload.measure(in: scratch, options)
    }
    if options.includes(PendingTasks.name) {
      progress("\(PendingTasks.name): \(options.pendingTasks) tasks")
      rows.append(try await PendingTasks.measure(in: scratch, options))
    }
    print(BenchmarkRow.table(rows))
    for row in rows { print(row.json) }
    if let file = options.jsonFile {
      try rows.map(\.json).joined(separator: "\n").write(
        toFile: file, atomically: true, encoding: .utf8)
    }
  }

  private static func progress(_ text: String) {
    FileHandle.standardError.write(Data("\(text)\n".utf8))
  }

  private static func fail(_ text: String, code: Int32) -> Never {
    FileHandle.standardError.write(Data("benchmark: \(text)\n".utf8))
    exit(code)
  }
}
