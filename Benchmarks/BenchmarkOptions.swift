import Foundation

/// What the command line asks for.
struct BenchmarkOptions {
  static let usage =
    "usage: benchmark [--quick | --full] [--only NAME] [--directory DIR] [--json FILE]"

  /// Turns of each side of a comparison.
  private(set) var repetitions = 7
  /// The length of one turn.
  private(set) var seconds = 0.7
  private(set) var pendingTasks = 1_000_000
  private(set) var directory = FileManager.default.currentDirectoryPath
  private(set) var jsonFile: String?
  private(set) var reopened: String?
  private(set) var fixedWork: (work: FixedWork, tasks: Int)?
  private var only: String?

  init(_ arguments: [String]) throws {
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      switch argument {
      case "--quick": (repetitions, seconds, pendingTasks) = (3, 0.3, 100_000)
      case "--full": (repetitions, seconds) = (15, 1)
      case "--only": only = try Self.value(of: argument, &rest)
      case "--directory": directory = try Self.value(of: argument, &rest)
      case "--json": jsonFile = try Self.value(of: argument, &rest)
      case "--instructions":
        let name = try Self.value(of: argument, &rest)
        guard let work = FixedWork(rawValue: name), let tasks = rest.popFirst().flatMap({ Int($0) })
        else { throw UsageError(message: "\(argument) wants a work and a number of tasks") }
        fixedWork = (work, tasks)
      case "--reopen": reopened = try Self.value(of: argument, &rest)
      default: throw UsageError(message: "unknown option \(argument)")
      }
    }
    let names = Workload.all.map(\.name) + [PendingTasks.name]
    if let only, !names.contains(only) {
      throw UsageError(message: "no workload \(only); there are \(names.joined(separator: ", "))")
    }
  }

  func includes(_ name: String) -> Bool { only == nil || only == name }

  private static func value(of option: String, _ rest: inout ArraySlice<String>) throws -> String {
    guard let value = rest.popFirst() else { throw UsageError(message: "\(option) wants a value") }
    return value
  }
}

/// The command line makes no sense.
struct UsageError: Error {
  let message: String
}
