import Foundation
import XylemCore
import XylemStorage

/// A backlog of waiting tasks: how long reopening takes after a kill, and what it takes of memory.
///
/// The store is filled and then given up without closing. A fresh process reopens it, so that its
/// growth is the backlog's and not that of memory used before.
enum PendingTasks {
  static let name = "pending-1m"

  static func measure(
    in scratch: ScratchDirectory, _ options: BenchmarkOptions
  ) async throws -> BenchmarkRow {
    let directory = scratch.child(name)
    try await fill(directory, options.pendingTasks)
    let reopened = try reopenInChild(directory)
    var row = BenchmarkRow(workload: name, engine: "xylem")
    row.bytesOnDisk = try diskBytes(directory)
    row.residentBytesPerTask = Double(reopened.grownBytes) / Double(reopened.tasks)
    row.reopenMilliseconds = reopened.milliseconds
    return row
  }

  private static func fill(_ directory: String, _ count: Int) async throws {
    let subject = try EngineUnderTest(directory)
    let batch = [[UInt8]](repeating: EngineUnderTest.addition().payload, count: 1000)
    for _ in 0..<count / 1000 { try await subject.add(batch) }
    subject.abandon()
  }

  /// What a fresh process saw of a reopened store.
  struct Reopened: Codable {
    var milliseconds: Double
    var grownBytes: Int
    var tasks: Int

    var json: String {
      let data = (try? JSONEncoder().encode(self)) ?? Data()
      return String(decoding: data, as: UTF8.self)
    }
  }

  /// Opens the store in this process and counts what it took.
  static func reopen(_ directory: String) throws -> Reopened {
    let before = residentBytes()
    let start = SystemTimeSource.nanoseconds()
    let engine = try Engine.open(PosixFileSystem(), directory, EngineOptions())
    let milliseconds = Double(SystemTimeSource.nanoseconds() - start) / 1e6
    let grown = residentBytes() - before
    let tasks = try engine.inspect(waiter: .none) { Int($0.taskCount) }.get()
    engine.abandon()
    return Reopened(milliseconds: milliseconds, grownBytes: grown, tasks: tasks)
  }

  private static func reopenInChild(_ directory: String) throws -> Reopened {
    let child = Process()
    child.executableURL = Bundle.main.executableURL
    child.arguments = ["--reopen", directory]
    let output = Pipe()
    child.standardOutput = output
    try child.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    child.waitUntilExit()
    return try JSONDecoder().decode(Reopened.self, from: data)
  }

  private static func residentBytes() -> Int {
    let fields = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(
      separator: " ")
    return (fields.flatMap { $0.count > 1 ? Int($0[1]) : nil } ?? 0) * 4096
  }

  private static func diskBytes(_ directory: String) throws -> UInt64 {
    try FileManager.default.subpathsOfDirectory(atPath: directory).reduce(0) { sum, name in
      let attributes = try FileManager.default.attributesOfItem(atPath: "\(directory)/\(name)")
      let isFile = attributes[.type] as? FileAttributeType == .typeRegular
      return sum + (isFile ? attributes[.size] as? UInt64 ?? 0 : 0)
    }
  }
}
