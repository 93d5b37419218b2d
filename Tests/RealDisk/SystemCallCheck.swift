import Foundation

/// Watches a ``Producer`` with `strace`: between the write of a task and its acknowledgement there
/// is an `fdatasync`, and nothing else on the hot path syncs.
struct SystemCallCheck {
  private static let traced = "pwrite64,fdatasync,fsync,sync,syncfs,sync_file_range,msync,write"

  func run() throws {
    let directory =
      "\(FileManager.default.temporaryDirectory.path)/xylem-calls-\(UUID().uuidString)"
    let trace = directory + ".trace"
    defer {
      try? FileManager.default.removeItem(atPath: directory)
      try? FileManager.default.removeItem(atPath: trace)
    }
    try watch(directory, trace: trace)
    let text = try String(contentsOfFile: trace, encoding: .utf8)
    let counts = try check(text.split(separator: "\n"))
    print(
      "\(counts.acknowledged) acknowledgements, each after its own write and fdatasync; "
        + "\(counts.syncs) fdatasync and no other sync between the first and the last")
    print("1 passed, 0 failed")
  }

  private func watch(_ directory: String, trace: String) throws {
    guard let program = Bundle.main.executablePath else { throw CheckFailure("no program") }
    let strace = Process()
    strace.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    strace.arguments = [
      "strace", "-f", "-qq", "-e", "signal=none", "-e", "trace=\(Self.traced)", "-o", trace,
      program, "producer", directory,
    ]
    strace.standardOutput = FileHandle.nullDevice
    try strace.run()
    strace.waitUntilExit()
    guard strace.terminationStatus == 0 else {
      throw CheckFailure("strace is missing, or the producer failed under it")
    }
  }

  private struct Counts {
    var acknowledged = 0
    var syncs = 0
  }

  /// Walks the calls in the order in which they ended.
  private func check(_ lines: [Substring]) throws -> Counts {
    var counts = Counts()
    var isWatched = false
    var isWritten = false
    var isSynced = false
    for line in lines where !line.contains("<unfinished") {
      if line.contains("\"begin\\n\"") { isWatched = true }
      if line.contains("\"end\\n\"") { break }
      guard isWatched else { continue }
      if line.contains("pwrite64") {
        (isWritten, isSynced) = (true, false)
      } else if line.contains("fdatasync") {
        guard line.hasSuffix("= 0") else { throw CheckFailure("a sync failed: \(line)") }
        isSynced = isWritten
        counts.syncs += 1
      } else if line.contains("sync") {
        throw CheckFailure("an unexpected sync: \(line)")
      } else if line.contains("\"ack ") {
        guard isWritten, isSynced else {
          throw CheckFailure("acknowledged before the sync: \(line)")
        }
        (isWritten, isSynced) = (false, false)
        counts.acknowledged += 1
      }
    }
    guard counts.acknowledged == Producer.tasks else {
      throw CheckFailure("\(counts.acknowledged) acknowledgements of \(Producer.tasks)")
    }
    return counts
  }
}
