import Foundation

/// A process that was started: its output is read while it runs.
final class Program: @unchecked Sendable {
  // Unchecked because the output is written by one thread, and read after that thread has ended.
  private let process = Process()
  private let reading = DispatchGroup()
  private var data = Data()

  /// Starts `words[0]`, looked up in the path, with the rest as arguments.
  init(_ words: [String], environment: [String: String] = [:]) throws {
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = environment.map { "\($0.key)=\($0.value)" } + words
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardInput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    reading.enter()
    Thread.detachNewThread {
      self.data = pipe.fileHandleForReading.readDataToEndOfFile()
      self.reading.leave()
    }
  }

  /// Sends SIGKILL to the process and to those it has started, which `strace` would let go on.
  func kill() {
    let process = process.processIdentifier
    for child in Self.children(of: process) { Foundation.kill(child, SIGKILL) }
    Foundation.kill(process, SIGKILL)
  }

  private static func children(of process: pid_t) -> [pid_t] {
    let list = "/proc/\(process)/task/\(process)/children"
    let text = (try? String(contentsOfFile: list, encoding: .utf8)) ?? ""
    return text.split(separator: " ").compactMap { pid_t($0) }
  }

  /// Waits for the end; whether the process died of a signal, its status, and all it wrote.
  func end() -> (wasKilled: Bool, status: Int32, output: String) {
    process.waitUntilExit()
    reading.wait()
    return (
      process.terminationReason == .uncaughtSignal, process.terminationStatus,
      String(decoding: data, as: UTF8.self)
    )
  }

  /// Runs a command of the system to its end.
  ///
  /// - Throws: `CheckFailure` when it is missing or does not succeed.
  @discardableResult
  static func run(_ words: String...) throws -> String {
    let (wasKilled, status, output) = try Program(words).end()
    guard !wasKilled, status == 0 else {
      throw CheckFailure("\(words.joined(separator: " ")) ended with \(status): \(output)")
    }
    return output
  }

  /// This very program with other arguments.
  static func own() throws -> String {
    guard let path = Bundle.main.executablePath else { throw CheckFailure("no program") }
    return path
  }
}
