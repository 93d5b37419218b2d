import Foundation
import XylemCore
import XylemStorage

/// What a fresh process saw of a store that was given up without closing.
struct Reopening: Codable {
  /// From the call to an open store.
  var nanoseconds: UInt64
  /// From the open store to the first task in the hands of a worker.
  var nanosecondsToFirstLease: UInt64
  /// What the process grew by, in bytes of resident memory.
  var grownBytes: Int
  /// What the engine said that it takes of memory.
  var toldBytes: Int
  /// How many tasks there were.
  var tasks: Int

  /// Whether the engine's figure is what the process grew by, give or take a tenth and what any
  /// store takes: code that runs for the first time, buffers of the opening.
  var isToldTruly: Bool { abs(grownBytes - toldBytes) < toldBytes / 10 + 8_000_000 }

  var json: String {
    get throws { String(decoding: try JSONEncoder().encode(self), as: UTF8.self) }
  }

  /// Opens the store in this process, and gives it up again.
  init(of directory: String) throws {
    let before = try Self.residentBytes()
    let start = SystemTimeSource.nanoseconds()
    let engine = try Engine.open(PosixFileSystem(), directory, EngineOptions())
    nanoseconds = SystemTimeSource.nanoseconds() - start
    grownBytes = try Self.residentBytes() - before
    toldBytes = engine.memory.bytes
    let begin = SystemTimeSource.nanoseconds()
    let wish = Command.Lease(
      shares: [(queue: EngineUnderTest.queue, share: 1)], limit: 1, milliseconds: 60_000)
    let outcome = try engine.submit(.lease(wish), durability: .synced, waiter: .none).get()
    guard case .leased(let leased) = outcome, let task = leased.first else {
      throw BenchmarkFailure("no task could be leased")
    }
    engine.commitOnce()
    _ = try engine.deliver(task)
    nanosecondsToFirstLease = SystemTimeSource.nanoseconds() - begin
    tasks = engine.look { Int($0.taskCount) }
    engine.abandon()
  }

  /// Lets a fresh process do it.
  static func inChild(_ directory: String) throws -> Reopening {
    let child = Process()
    child.executableURL = Bundle.main.executableURL
    child.arguments = ["--reopen", directory]
    let output = Pipe()
    child.standardOutput = output
    try child.runListening()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    child.waitUntilExit()
    guard child.terminationStatus == 0 else {
      throw BenchmarkFailure("reopening ended with \(child.terminationStatus)")
    }
    return try JSONDecoder().decode(Reopening.self, from: data)
  }

  private static func residentBytes() throws -> Int {
    let status = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
    let pages = status.split(separator: " ").dropFirst().first.flatMap { Int($0) }
    guard let pages else { throw BenchmarkFailure("the system does not tell the memory in use") }
    return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
  }
}
