import Foundation
import Xylem

/// Shows in a few seconds what Xylem promises: workers may die, tasks do not get lost.
@main
struct Program {
  static func main() async {
    do {
      switch try Arguments(CommandLine.arguments.dropFirst()) {
      case .help: print(Arguments.usage)
      case .work(let store): try await WorkerProcess.main(store: store)
      case .run(let directory, let json): try await run(directory, json: json)
      }
    } catch {
      let failure = error as? Exit ?? Exit(code: 70, message: "\(error)")
      FileHandle.standardError.write(Data("quickstart: \(failure.message)\n".utf8))
      exit(failure.code)
    }
  }

  private static func run(_ directory: String?, json: Bool) async throws {
    let report = try await Demonstration.use(directory ?? packageDirectory()) { try await $0.run() }
    print(report)
    if json { print(try report.json()) }
    if report.lost > 0 { throw Exit(code: 1, message: "\(report.lost) tasks were lost") }
  }

  /// The package around the current directory, or that directory itself.
  private static func packageDirectory() -> String {
    let here = URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
    var folder = here
    while folder.path != "/" {
      let manifest = folder.appendingPathComponent("Package.swift")
      if FileManager.default.fileExists(atPath: manifest.path) { return folder.path }
      folder.deleteLastPathComponent()
    }
    return here.path
  }
}
