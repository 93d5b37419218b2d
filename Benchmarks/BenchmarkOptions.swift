import Foundation

/// What the command line asks for.
struct BenchmarkOptions: Sendable {
  static let usage = """
    usage: benchmark [--quick | --full] [--only NAME]... [--directory DIR] [--json FILE]
                     [--plot FILE.svg] [--plots DIR]
           benchmark --instructions \(FixedWork.allCases.map(\.rawValue).joined(separator: "|")) N
    workloads: \(WorkloadList.names.joined(separator: ", "))
    """

  /// What the program is to do.
  enum Action: Sendable {
    /// Measure, and show it.
    case measure
    /// The same work every time, for counting instructions.
    case fixedWork(FixedWork, tasks: Int)
    /// Open a store that was given up, and tell what was seen.
    case reopen(String)
  }

  let progress = ProgressLine()
  private(set) var action = Action.measure
  /// Rounds, in each of which every side has a turn.
  private(set) var repetitions = 7
  /// The length of one turn.
  private(set) var seconds = 0.7
  /// Whether only to see that it works: backlogs are a tenth of what their names say.
  private(set) var isQuick = false
  private(set) var isFull = false
  private(set) var directory = FileManager.default.currentDirectoryPath
  private(set) var jsonFile: String?
  private(set) var plotFile: String?
  /// Where a picture for each subject is put.
  private(set) var plotFolder: String?
  private var only: Set<String> = []

  init(_ arguments: [String]) throws {
    var rest = arguments[...]
    while let argument = rest.popFirst() { try read(argument, &rest) }
    if let unknown = only.first(where: { !WorkloadList.names.contains($0) }) {
      throw UsageError(message: "no workload \(unknown)")
    }
  }

  /// Makes the folders that files are to be put in, so that a long run does not fail at its end.
  func makeFolders() throws {
    let files = [jsonFile, plotFile].compactMap { $0.map { URL(fileURLWithPath: $0) } }
    let folders = [plotFolder].compactMap { $0.map { URL(fileURLWithPath: $0) } }
    for folder in folders + files.map({ $0.deletingLastPathComponent() }) {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }
  }

  /// What was typed, without the places of files.
  var command: String {
    #if Peers
      let traits = " --traits Peers"
    #else
      let traits = ""
    #endif
    let scale = isQuick ? ["--quick"] : isFull ? ["--full"] : []
    return
      (["swift run -c release\(traits) benchmark"] + scale
      + only.sorted().map { "--only \($0)" }).joined(separator: " ")
  }

  /// The part of a workload's backlog that this run takes.
  func backlog(_ tasks: Int) -> Int { isQuick ? tasks / 10 : tasks }

  /// What the results call a workload that is named for its backlog.
  func backlogName(_ name: String) -> String { isQuick ? "\(name)-tenth" : name }

  /// Whether to measure `workload`; ten million tasks take long, so they must be asked for.
  func includes(_ workload: any Workload) -> Bool {
    if !only.isEmpty { return only.contains(workload.name) }
    return isFull || workload.name != PendingWorkload.tenMillion.name
  }

  private mutating func read(_ argument: String, _ rest: inout ArraySlice<String>) throws {
    switch argument {
    case "--quick": (isQuick, repetitions, seconds) = (true, 3, 0.2)
    case "--full": (isFull, repetitions, seconds) = (true, 11, 0.5)
    case "--only": only.insert(try Self.value(of: argument, &rest))
    case "--directory":
      // Servers change their directory, so a path must not depend on it.
      directory = URL(fileURLWithPath: try Self.value(of: argument, &rest)).path
    case "--json": jsonFile = try Self.value(of: argument, &rest)
    case "--plot": plotFile = try Self.value(of: argument, &rest)
    case "--plots": plotFolder = try Self.value(of: argument, &rest)
    case "--instructions":
      let name = try Self.value(of: argument, &rest)
      guard let work = FixedWork(rawValue: name), let tasks = rest.popFirst().flatMap({ Int($0) })
      else { throw UsageError(message: "\(argument) wants a work and a number of tasks") }
      action = .fixedWork(work, tasks: tasks)
    case "--reopen": action = .reopen(try Self.value(of: argument, &rest))
    default: throw UsageError(message: "unknown option \(argument)")
    }
  }

  private static func value(of option: String, _ rest: inout ArraySlice<String>) throws -> String {
    guard let value = rest.popFirst() else { throw UsageError(message: "\(option) wants a value") }
    return value
  }
}
