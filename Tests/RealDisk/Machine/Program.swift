import Foundation

/// A process that was started: its output is read while it runs.
final class Program: @unchecked Sendable {
  // Unchecked because the output is only touched under the lock.
  private let process = Process()
  private let reading = NSCondition()
  private var data = Data()
  private var hasEnded = false

  /// Starts `words[0]`, looked up in the path, with the rest as arguments.
  init(_ words: [String], environment: [String: String] = [:]) throws {
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = environment.map { "\($0.key)=\($0.value)" } + words
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardInput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    Thread.detachNewThread { self.read(pipe.fileHandleForReading) }
  }

  private func read(_ output: FileHandle) {
    var part: Data
    repeat {
      part = output.availableData
      reading.withLock {
        data += part
        hasEnded = part.isEmpty
        reading.broadcast()
      }
    } while !part.isEmpty
  }

  /// Waits until anything was written, or the output has ended.
  func waitForOutput() {
    reading.withLock {
      while data.isEmpty, !hasEnded { reading.wait() }
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
    return reading.withLock {
      while !hasEnded { reading.wait() }
      return (
        process.terminationReason == .uncaughtSignal, process.terminationStatus,
        String(decoding: data, as: UTF8.self)
      )
    }
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
