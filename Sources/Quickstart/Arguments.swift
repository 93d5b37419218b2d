import Foundation

/// What the command line asks for.
enum Arguments: Equatable {
  case help
  case run(directory: String?, json: Bool)
  /// Hidden: be the process of workers that gets killed.
  case work(store: String)

  static let usage = """
    usage: quickstart [DIRECTORY] [--json]

    Makes a task for each file below DIRECTORY (this package, unless given), lets a process of
    workers digest them, kills it half-way, goes on, and shows that nothing was lost.
    With --json, the last line is the report as JSON.
    """

  init(_ arguments: some Sequence<String>) throws {
    var directory: String?
    var json = false
    var rest = Array(arguments)[...]
    if rest.count == 2, rest.first == "--work", let store = rest.last {
      self = .work(store: store)
      return
    }
    while let argument = rest.popFirst() {
      switch argument {
      case "--json": json = true
      case "--help", "-h":
        self = .help
        return
      case _ where argument.hasPrefix("-"):
        throw Exit(code: 64, message: "unknown option \(argument)\n\n\(Self.usage)")
      case _ where directory != nil:
        throw Exit(code: 64, message: "one directory at most\n\n\(Self.usage)")
      default: directory = argument
      }
    }
    self = .run(directory: directory, json: json)
  }
}
