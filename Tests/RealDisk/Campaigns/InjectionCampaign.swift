import Foundation

/// Runs a small workload that makes the same system calls each time, once for every call that
/// concerns the store and every ``Fault`` worth trying on it, and cuts the power afterwards.
///
/// A sync that is made to fail has written nothing, so a wrong acknowledgement shows after the cut.
struct InjectionCampaign {
  private static let traced =
    "openat,mkdirat,fchmod,fchmodat,newfstatat,fstat,flock,getdents64,pread64,pwrite64,fdatasync,"
    + "fsync,renameat,unlinkat,ftruncate,fallocate"

  /// One call of the workload: the how manieth of its name.
  private struct Site {
    let call: SystemCall
    let number: Int
  }

  /// Every how manieth site is tried.
  let stride: Int

  func run() throws -> Summary {
    try Tools.require("strace")
    let volume = try LoopVolume(.ext4, named: "injections")
    var summary = Summary(of: "injections")
    let sites = try sites(volume)
    summary["call sites"] = sites.count
    var number = 0
    for site in sites {
      for fault in Fault.all(of: site.call) {
        number += 1
        summary["faults to choose from"] = number
        guard number.isMultiple(of: stride) else { continue }
        do {
          try inject(fault, site, number, volume, &summary)
        } catch let broken as BrokenPromise {
          throw broken.found(in: "\(fault.name) at \(site.call.name) \(site.number)")
        }
      }
    }
    guard summary["lies noticed"] > 0 else { throw CheckFailure("no lie was noticed") }
    summary["violations"] = 0
    return summary
  }

  private func victim(_ volume: LoopVolume, _ name: String) throws -> [String] {
    var orders = Victim.Orders("\(volume.path)/\(name)", seed: 4711)
    (orders.lanes, orders.turns, orders.isStepped) = (1, 14, true)
    orders.segmentBytes = DiskStore.tinySegmentBytes
    return try [Program.own()] + orders.arguments
  }

  /// Lets the workload run undisturbed, and finds its calls.
  private func sites(_ volume: LoopVolume) throws -> [Site] {
    let trace = Scratch.shared.path + "/trace"
    let words = ["strace", "-f", "-y", "-qq", "-e", "trace=\(Self.traced)", "-o", trace]
    let (wasKilled, status, output) = try Program(words + victim(volume, "reference")).end()
    guard !wasKilled, status == 0 else { throw CheckFailure("ended with \(status): \(output)") }
    var counts: [Substring: Int] = [:]
    var sites: [Site] = []
    for call in try SystemCall.all(in: String(contentsOfFile: trace, encoding: .utf8)) {
      counts[call.name, default: 0] += 1
      guard call.arguments.contains(volume.path) else { continue }
      sites.append(Site(call: call, number: counts[call.name] ?? 0))
    }
    guard Set(sites.map(\.call.thread)).count == 1 else { throw CheckFailure("several threads") }
    return sites
  }

  private func inject(
    _ fault: Fault, _ site: Site, _ number: Int, _ volume: LoopVolume, _ summary: inout Summary
  ) throws {
    let trace = Scratch.shared.path + "/trace"
    let when = "\(site.number)\(fault.duration == .forever ? "+" : "")"
    let name = "store-\(number)"
    let words = [
      "strace", "-f", "-qq", "--seccomp-bpf", "-e", "trace=\(site.call.name)", "-o", trace,
      "-e", "inject=\(site.call.name):\(fault.injection):when=\(when)",
    ]
    let (wasKilled, status, output) = try Program(words + victim(volume, name)).end()
    guard wasKilled ? status == SIGKILL : status == 0 else {
      throw BrokenPromise("the process ended with \(status)")
    }
    summary["faults"] += 1
    summary[fault.name] += 1
    var ledger = Ledger()
    try ledger.read(output)
    if ledger.failures.isEmpty { summary["faults survived"] += 1 }
    try compare("\(volume.path)/\(name)", &ledger, fault, number, volume, &summary)
    try FileManager.default.removeItem(atPath: "\(volume.path)/\(name)")
  }

  /// In turns the power is cut at once, or after the store was opened and seen.
  private func compare(
    _ path: String, _ ledger: inout Ledger, _ fault: Fault, _ number: Int,
    _ volume: LoopVolume, _ summary: inout Summary
  ) throws {
    let isSeenBefore = !fault.isLie && number.isMultiple(of: 2)
    if isSeenBefore {
      summary["tasks compared"] += try ledger.settle(opening: path, after: .processDeath)
    }
    try volume.cut(.nothingKept)
    try volume.remount()
    do {
      let ending: LaneHistory.Ending = isSeenBefore ? .processDeath : .powerCut
      summary["tasks compared"] += try ledger.settle(opening: path, after: ending)
    } catch {
      guard fault.isLie, !error.isWrongBytes else { throw error }
      summary["lies noticed"] += 1
    }
  }
}
