import Foundation
import XylemCore
import XylemStorage

/// Fills tiny file systems: new work is refused by name, work that frees space goes on, nothing is
/// lost, and then there is room again.
///
/// A caller that outruns the preparation of segments, and tasks so small that ending them takes
/// more log than the reserve has, may find the store failed instead. Then what was acknowledged
/// must be there, and everything must go on once the disk has more room.
struct FullDiskCampaign {
  var summary = Summary(of: "full-disks")

  static func run() throws -> Summary {
    var campaign = FullDiskCampaign()
    try Tools.requireLoopDevices()
    try Tools.require("prlimit", "mkfs.ext4")
    try campaign.fillFileSystems()
    try campaign.outgrowMemory()
    try campaign.failingSync()
    try campaign.fileSizes()
    try campaign.descriptors()
    try campaign.memory()
    campaign.summary["violations"] = 0
    return campaign.summary
  }

  /// Fills, opens once more while full, drains, and fills a little again.
  private mutating func fillFileSystems() throws {
    let memory = try MemoryVolume(named: "memory", options: "size=1400k")
    try fill(memory.path, plainBytes: 3_000)
    let inodes = try MemoryVolume(named: "inodes", options: "size=64m,nr_inodes=14")
    try fill(inodes.path, plainBytes: 3_000)
    let tiny = try LoopVolume(.ext4, bytes: 4 << 20, named: "tiny")
    try fill(tiny.path, plainBytes: 9_000)
    summary["full file systems"] = 3
  }

  private mutating func fill(_ folder: String, plainBytes: Int) throws {
    let live = LiveStore(folder + "/store")
    do {
      for _ in 0..<2 {
        try live.open(plainBytes: plainBytes)
        try fill(live) { try $0.add() }
        guard live.lane.refusal == .full else {
          throw BrokenPromise("filling ended with \(live.lane.end), not with a refusal")
        }
        summary["tasks compared"] += try live.compare(closes: false)
      }
      try live.open(plainBytes: plainBytes)
      try drain(live)
      try takeNewWork(live)
    } catch let broken as BrokenPromise { throw broken.found(in: folder) }
  }

  /// Adds until the store has no more of it.
  private mutating func fill(_ live: LiveStore, _ add: (Lane) throws -> Void) throws {
    let before = live.ledger.refused
    for _ in 0..<100_000 {
      try add(live.lane)
      if live.lane.refusal != nil || live.lane.failure != nil { break }
    }
    summary["refusals of new work"] += live.ledger.refused - before
  }

  /// Ends everything on the full disk.
  private mutating func drain(_ live: LiveStore) throws {
    let before = live.ledger.acknowledged
    try live.lane.clear()
    if let failure = live.lane.failure { throw BrokenPromise("draining failed: \(failure)") }
    summary["tasks ended on a full disk"] += live.ledger.acknowledged - before
    summary["tasks compared"] += try live.compare()
  }

  /// What was freed is usable again, soon.
  private mutating func takeNewWork(_ live: LiveStore) throws {
    try live.open(plainBytes: 300)
    for _ in 0..<50 {
      let before = live.ledger.refused
      try live.lane.addEach(10)
      if live.ledger.refused == before {
        summary["new work after draining"] += 10
        summary["tasks compared"] += try live.compare()
        return
      }
      usleep(100_000)
    }
    throw BrokenPromise("nothing is taken although there is room")
  }

  /// Tasks of all sizes and states in large and small calls, until something gives way; then the
  /// disk gets more room.
  private mutating func outgrowMemory() throws {
    for plainBytes in [nil, 40, 300, 60_000] {
      for batch in [1, 40] {
        let name = "\(plainBytes ?? 0)-bytes-in-\(batch)"
        do { try outgrow(name, plainBytes, batch) } catch let broken as BrokenPromise {
          throw broken.found(in: name)
        }
        summary["file systems outgrown"] += 1
      }
    }
  }

  private mutating func outgrow(_ name: String, _ plainBytes: Int?, _ batch: Int) throws {
    let volume = try MemoryVolume(named: name, options: "size=1400k")
    let live = LiveStore(volume.path + "/store")
    try live.open(plainBytes: plainBytes)
    try fill(live) { try batch == 1 ? $0.add() : $0.addEach(batch) }
    if live.lane.failure == nil { try live.lane.clear() }
    if let failure = live.lane.failure {
      summary["stores failed by a full disk"] += 1
      guard case .poisoned = failure else { throw BrokenPromise("ended with \(failure)") }
    }
    live.end(closes: false)
    try volume.remount(options: "size=16m")
    summary["tasks compared"] += try live.settle(.processDeath)
    try live.open(plainBytes: plainBytes)
    try drain(live)
    try takeNewWork(live)
  }
}

extension Lane {
  /// How it ended, for messages.
  fileprivate var end: String {
    failure.map { "\($0)" } ?? refusal.map { "\($0)" } ?? "nothing"
  }
}
