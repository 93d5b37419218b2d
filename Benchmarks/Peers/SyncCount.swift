#if Peers
  import Foundation

  /// How often a peer calls `fsync` or `fdatasync`, counted from outside in a short run of its own,
  /// because whoever is watched is slow.
  enum SyncCount {
    /// Syncs for each task that `clients` of `peer` are done with; `nil` without `strace`, or when
    /// that saw nothing.
    ///
    /// They are connected already, so that the watch begins with every process of the peer.
    static func perTask(_ clients: PeerClients, of peer: any Peer) throws -> Double? {
      guard let strace = Executable.path(of: "strace") else { return nil }
      let log = FileManager.default.temporaryDirectory
        .appendingPathComponent("xylem-syncs-\(UUID().uuidString)")
      defer { try? FileManager.default.removeItem(at: log) }
      let watch = try attach(strace, to: peer.processes, log)
      let turn = try clients.turn(seconds: 0.5)
      watch.terminate()
      watch.waitUntilExit()
      let calls = (try? String(contentsOf: log, encoding: .utf8)).map(count) ?? 0
      guard calls > 0, turn.operations > 0 else { return nil }
      return Double(calls) / Double(turn.operations)
    }

    private static func attach(
      _ strace: String, to processes: [Int32], _ log: URL
    ) throws -> Process {
      let watch = Process()
      watch.executableURL = URL(fileURLWithPath: strace)
      watch.arguments =
        ["-f", "-c", "-e", "trace=fsync,fdatasync", "-o", log.path]
        + processes.flatMap { ["-p", "\($0)"] }
      watch.standardError = FileHandle.nullDevice
      try watch.runListening()
      Thread.sleep(forTimeInterval: 0.5)
      return watch
    }

    /// The sum of the column `calls`, the fourth, over the rows of both calls.
    private static func count(_ summary: String) -> Int {
      summary.split(separator: "\n").reduce(0) { sum, line in
        let fields = line.split(separator: " ")
        guard let name = fields.last, ["fsync", "fdatasync"].contains(name), fields.count > 4
        else { return sum }
        return sum + (Int(fields[3]) ?? 0)
      }
    }
  }
#endif
