#if Peers
  import Foundation

  /// PostgreSQL with a table of tasks, of which workers lock rows.
  final class PostgreSQLPeer: Peer {
    let name = "postgresql"
    let guarantee =
      "synchronous_commit=on, a transaction a call, SKIP LOCKED; the log is synced before it answers"
    private static let user = "benchmark"
    private let server: ServerProcess
    private let directory: String

    var processes: [Int32] { server.family }

    init(_ directory: String) throws {
      self.directory = directory
      let prefix = try Self.unprivileged(directory)
      let data = "\(directory)/data"
      try Self.run(
        prefix + [
          try Executable.needed("initdb"), "-D", data, "-A", "trust", "-U", Self.user, "-E",
          "UTF8", "--locale", "C",
        ], log: "\(directory)/initdb")
      let command = [
        try Executable.needed("postgres"), "-D", data, "-k", directory, "-c",
        "listen_addresses=", "-c", "max_connections=200", "-c", "fsync=on", "-c",
        "synchronous_commit=on",
      ]
      server = try ServerProcess(prefix + command, in: directory) {
        _ = try PostgreSQLClient(directory, user: Self.user)
      }
      try PostgreSQLClient(directory, user: Self.user).makeTable()
    }

    func client() throws -> any PeerClient {
      let client = try PostgreSQLClient(directory, user: Self.user)
      try client.prepare()
      return client
    }

    func stop() { server.stop() }

    /// The server refuses to run as root: then it runs as the account that its package has made.
    private static func unprivileged(_ directory: String) throws -> [String] {
      guard geteuid() == 0 else { return [] }
      guard getpwnam("postgres") != nil, let change = Executable.path(of: "setpriv") else {
        throw MissingPeer(reason: "it does not run as root, and there is no other account for it")
      }
      try FileManager.default.setAttributes(
        [.ownerAccountName: "postgres"], ofItemAtPath: directory)
      return [change, "--reuid=postgres", "--regid=postgres", "--clear-groups"]
    }

    private static func run(_ command: [String], log: String) throws {
      _ = FileManager.default.createFile(atPath: log, contents: nil)
      let process = Process()
      process.executableURL = URL(fileURLWithPath: command[0])
      process.arguments = Array(command.dropFirst())
      let output = FileHandle(forWritingAtPath: log) ?? .nullDevice
      process.standardOutput = output
      process.standardError = output
      try process.runListening()
      process.waitUntilExit()
      guard process.terminationStatus == 0 else {
        let lines = (try? String(contentsOfFile: log, encoding: .utf8))?.split(separator: "\n")
        throw MissingPeer(reason: "initdb failed: \(lines?.last ?? "it said nothing")")
      }
    }
  }
#endif
