import Foundation
import XylemStorage

/// A backlog of waiting tasks: what it takes of disk and memory, how long reopening takes after a
/// kill, and how long until the first task is leased then.
///
/// The store is filled and then given up without closing. Fresh processes reopen it one after the
/// other, so that their growth is the backlog's and not that of memory used before.
struct PendingWorkload: Workload {
  let name: String
  let tasks: Int
  private static let payloadBytes = 100

  static let million = PendingWorkload(name: "pending-1m", tasks: 1_000_000)
  static let tenMillion = PendingWorkload(name: "pending-10m", tasks: 10_000_000)

  func measure(_ run: BenchmarkRun) async throws -> [BenchmarkResult] {
    let directory = run.scratch.child(name)
    let count = run.options.backlog(tasks)
    let label = run.options.backlogName(name)
    run.options.progress.show("\(name): adding \(count) tasks")
    var filled = result(label)
    filled.add(try await fill(directory, count), rawRate: nil)
    filled.bytesOnDisk = try DirectorySize.bytes(of: directory)
    let alone = try await grownByOneTask(in: run)
    var reopening = result("\(label)-reopen")
    var firstLease = result("\(label)-first-lease")
    var memory = Spread()
    for number in 1...min(5, run.options.repetitions) {
      run.options.progress.show("\(name): reopening, number \(number)")
      let seen = try Reopening.inChild(directory)
      guard seen.tasks == count else {
        throw BenchmarkFailure("\(seen.tasks) of \(count) tasks were there again")
      }
      reopening.latencies.add(seen.nanoseconds)
      firstLease.latencies.add(seen.nanosecondsToFirstLease)
      guard seen.isToldTruly else {
        throw BenchmarkFailure(
          "a process grew by \(seen.grownBytes) bytes, the engine says \(seen.toldBytes)")
      }
      memory.add(Double(seen.grownBytes - alone) / Double(count))
    }
    filled.residentBytes = memory.median
    try FileManager.default.removeItem(atPath: directory)
    return [filled, reopening, firstLease]
  }

  private func result(_ workload: String) -> BenchmarkResult {
    BenchmarkResult(
      workload: workload, engine: "xylem", durability: "synced",
      payloadBytes: Self.payloadBytes, inFlight: nil)
  }

  /// What a process grows by that opens a store with a single task: code that runs for the first
  /// time, buffers.
  private func grownByOneTask(in run: BenchmarkRun) async throws -> Int {
    let directory = run.scratch.child("\(name)-alone")
    _ = try await fill(directory, 1)
    defer { try? FileManager.default.removeItem(atPath: directory) }
    return try Reopening.inChild(directory).grownBytes
  }

  private func fill(_ directory: String, _ count: Int) async throws -> Turn {
    let subject = try EngineUnderTest(directory)
    defer { subject.abandon() }
    let start = SystemTimeSource.nanoseconds()
    try await subject.fill(count)
    let elapsed = Double(SystemTimeSource.nanoseconds() - start) / 1e9
    return Turn(
      seconds: elapsed, operations: count, latencies: LatencyHistogram(),
      syncs: subject.engine.statistics.syncs)
  }
}
