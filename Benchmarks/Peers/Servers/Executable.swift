#if Peers
  import Foundation

  /// Programs of the machine.
  enum Executable {
    /// Where `name` is: on the search path, or where distributions hide servers.
    static func path(of name: String) -> String? {
      let searched = ProcessInfo.processInfo.environment["PATH"] ?? ""
      return (searched.split(separator: ":").map(String.init) + hidden)
        .map { "\($0)/\(name)" }
        .first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// Like ``path(of:)``.
    ///
    /// - Throws: ``MissingPeer`` when there is none.
    static func needed(_ name: String) throws -> String {
      guard let path = path(of: name) else {
        throw MissingPeer(reason: "there is no program \(name)")
      }
      return path
    }

    private static var hidden: [String] {
      let versions = "/usr/lib/postgresql"
      let found = (try? FileManager.default.contentsOfDirectory(atPath: versions)) ?? []
      return ["/usr/sbin"]
        + found.sorted { $0.compare($1, options: .numeric) == .orderedDescending }
        .map { "\(versions)/\($0)/bin" }
    }
  }
#endif
