import Foundation
import XylemCore

/// Limits that strike in the middle: of a sync, of a file, of the table of descriptors.
extension FullDiskCampaign {
  /// The image promises more than there is below it, so the kernel takes the writes and finds no
  /// room when they are synced.
  mutating func failingSync() throws {
    let volume = try LoopVolume(.ext4, named: "thin", backingBytes: 12 << 20)
    let live = LiveStore(volume.path + "/store")
    try live.open(plainBytes: 5_000)
    for _ in 0..<10_000 where live.lane.failure == nil { try live.lane.addEach(20) }
    guard live.lane.failure != nil else { throw BrokenPromise("the thin disk never failed") }
    try live.lane.add()
    live.end(closes: false)
    try volume.grow(to: 200 << 20)
    try volume.remount()
    summary["tasks compared"] += try live.settle(.powerCut)
    summary["failed syncs of a thin disk"] += 1
  }

  /// Real short writes: the kernel writes as far as the limit, and then refuses.
  mutating func fileSizes() throws {
    var trial = try LimitTrial(named: "file-sizes")
    for bytes in stride(from: 4_000, through: 140_000, by: 3_989) {
      try trial.run(["prlimit", "--fsize=\(bytes)"])
    }
    summary["file-size limits"] = trial.runs
    summary["file-size limits that struck"] = trial.failures
    summary["tasks compared"] += trial.compared
    guard trial.failures > 0 else { throw CheckFailure("no file-size limit struck") }
  }

  mutating func descriptors() throws {
    var trial = try LimitTrial(named: "descriptors")
    for count in 3...24 { try trial.run(["prlimit", "--nofile=\(count)"]) }
    summary["descriptor limits"] = trial.runs
    summary["descriptor limits that struck"] = trial.failures
    summary["tasks compared"] += trial.compared
    guard trial.failures > 0 else { throw CheckFailure("no descriptor limit struck") }
  }
}

extension FullDiskCampaign {
  /// Swift cannot go on after an allocation that fails, so a process that finds no memory dies; the
  /// store must take it like any other death.
  mutating func memory() throws {
    var trial = try LimitTrial(named: "memory")
    trial.mayDie = true
    for mebibytes in stride(from: 80, through: 240, by: 10) {
      // Without memory for threads the runtime of Swift may wait for ever.
      try trial.run(["timeout", "-s", "KILL", "5", "prlimit", "--as=\(mebibytes << 20)"])
    }
    summary["memory limits"] = trial.runs
    summary["memory limits that struck"] = trial.failures
    // Which of them strike depends on the machine, so none must.
    summary["tasks compared"] += trial.compared
  }
}

/// Lives of one store, each under a limit of the process.
private struct LimitTrial {
  private let path: String
  private var ledger = Ledger()
  private(set) var runs = 0
  private(set) var failures = 0
  private(set) var compared = 0
  /// Whether the limit may end the process in the middle of its life.
  var mayDie = false

  /// A store with some tasks.
  init(named name: String) throws {
    path = try Scratch.shared.directory(name) + "/store"
    try live([])
  }

  /// One more life.
  mutating func run(_ limit: [String]) throws {
    do { try live(limit) } catch let broken as BrokenPromise {
      throw broken.found(in: limit.joined(separator: " "))
    }
    runs += 1
  }

  private mutating func live(_ limit: [String]) throws {
    var orders = Victim.Orders(path, seed: UInt64(runs + 1))
    (orders.lanes, orders.turns) = (1, 30)
    let (wasKilled, status, output) = try Program(limit + [Program.own()] + orders.arguments).end()
    try ledger.read(output)
    // With too few descriptors the program does not even start; the loader says so.
    let hasStarted = !output.isEmpty
    let hasDied = wasKilled || status != 0
    guard !hasDied || !hasStarted || mayDie else {
      throw BrokenPromise("the process ended with \(status)")
    }
    if hasStarted, hasDied || !ledger.failures.isEmpty { failures += 1 }
    compared += try ledger.settle(opening: path, after: .processDeath)
  }
}
