#if Peers
  import Foundation

  /// A server that this program started, with what it says in a file.
  final class ServerProcess: @unchecked Sendable {
    // Unchecked because the process is set up before anybody else sees it; signals and waiting
    // may come from any thread.
    private let process = Process()
    private let log: String

    var identifier: Int32 { process.processIdentifier }

    /// Starts `command` and waits until `isReady` does not throw, 10 s at most.
    ///
    /// - Throws: ``MissingPeer`` with the last line of the server's output when it does not start.
    init(_ command: [String], in directory: String, until isReady: () throws -> Void) throws {
      log = "\(directory)/log"
      _ = FileManager.default.createFile(atPath: log, contents: nil)
      let output = FileHandle(forWritingAtPath: log) ?? .nullDevice
      process.executableURL = URL(fileURLWithPath: command[0])
      process.arguments = Array(command.dropFirst())
      process.standardInput = FileHandle.nullDevice
      process.standardOutput = output
      process.standardError = output
      try process.runListening()
      try wait(until: isReady)
    }

    /// Asks the server to end, and ends it after 5 s.
    func stop() {
      // Fast for PostgreSQL, which otherwise waits for its clients; the same as a request to the
      // others.
      process.interrupt()
      for _ in 0..<500 where process.isRunning { Thread.sleep(forTimeInterval: 0.01) }
      if process.isRunning { kill(process.processIdentifier, SIGKILL) }
      process.waitUntilExit()
    }

    /// The process and its children.
    var family: [Int32] {
      let path = "/proc/\(identifier)/task/\(identifier)/children"
      let children = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
      return [identifier] + children.split(separator: " ").compactMap { Int32($0) }
    }

    private func wait(until isReady: () throws -> Void) throws {
      for _ in 0..<500 where process.isRunning {
        if (try? isReady()) != nil { return }
        Thread.sleep(forTimeInterval: 0.02)
      }
      stop()
      let lines = (try? String(contentsOfFile: log, encoding: .utf8))?.split(separator: "\n")
      throw MissingPeer(reason: "it did not start: \(lines?.last ?? "it said nothing")")
    }
  }
#endif
