import Foundation

/// Takes the power from a file system while a ``Victim`` works on it, again and again, and looks
/// after each cut: what was acknowledged as synced must be there, and what is there must be the
/// state after some call, with nothing missing in between.
struct PowerCutCampaign {
  /// Cuts that one store lives through.
  private static let cutsPerStore = 8
  private static let slownessMicroseconds = 3_000

  let kind: FileSystemKind
  let cuts: Int
  /// Set for the victim only, never for whoever compares.
  var environment: [String: String] = [:]

  func run() throws -> Summary {
    var summary = Summary(of: "power-cuts \(kind.rawValue)")
    try Tools.require("strace")
    let volume = try LoopVolume(kind, named: kind.rawValue)
    var ledger = Ledger()
    for cut in 0..<cuts {
      let path = "\(volume.path)/store-\(cut / Self.cutsPerStore)"
      if cut.isMultiple(of: Self.cutsPerStore) {
        ledger.beginStore()
        try removeStores(volume, except: path)
      }
      do {
        try live(volume, path, cut, &ledger, &summary)
        try compare(path, &ledger, .powerCut, &summary)
      } catch let broken as BrokenPromise {
        throw broken.found(in: "\(kind.rawValue), cut \(cut + 1)")
      }
      summary["cuts"] += 1
      summary["acknowledgements"] = ledger.acknowledged
    }
    summary["violations"] = 0
    return summary
  }

  /// A life of a victim that ends with the power cut, and the machine switched on again.
  private func live(
    _ volume: LoopVolume, _ path: String, _ cut: Int, _ ledger: inout Ledger,
    _ summary: inout Summary
  ) throws {
    let isSlow = cut.isMultiple(of: 2)
    let victim = try victim(path, cut, isSlow: isSlow)
    // Some never get the store open; most have time to work.
    if Int.random(in: 0..<5) > 0 { victim.waitForOutput() }
    usleep(UInt32.random(in: 0...60_000))
    let way = LoopVolume.Cut.allCases.randomElement() ?? .nothingKept
    // Now and then the process dies first and the store is opened once more before the cut: what
    // was seen then was settled, so the cut must not take anything of it.
    let isSeenBefore = Int.random(in: 0..<5) == 0
    if !isSeenBefore { try volume.cut(way) }
    victim.kill()
    try ledger.read(victim.end().output)
    if isSlow { summary["cuts with slow syncs"] += 1 }
    if !ledger.isOpened { summary["cuts before the store was open"] += 1 }
    if isSeenBefore {
      try compare(path, &ledger, .processDeath, &summary)
      try volume.cut(way)
      summary["cuts right after recovery"] += 1
    }
    summary[way == .nothingKept ? "cuts that kept nothing" : "cuts that kept the journal"] += 1
    try volume.remount()
  }

  /// A sync begins to write at once, and what is on its way is not taken back by the cut. So every
  /// second victim finds its syncs slow to begin: whatever is told too early, is told long before.
  private func victim(_ path: String, _ cut: Int, isSlow: Bool) throws -> Program {
    var orders = Victim.Orders(path, seed: UInt64(cut + 1))
    if (cut / Self.cutsPerStore).isMultiple(of: 2) {
      orders.segmentBytes = DiskStore.tinySegmentBytes
    }
    let delay = "inject=fdatasync,fsync:delay_enter=\(Self.slownessMicroseconds)"
    let strace = ["strace", "-f", "-qq", "--seccomp-bpf", "-o", "/dev/null", "-e", delay]
    return try Program(
      (isSlow ? strace : []) + [Program.own()] + orders.arguments, environment: environment)
  }

  private func compare(
    _ path: String, _ ledger: inout Ledger, _ ending: LaneHistory.Ending,
    _ summary: inout Summary
  ) throws {
    summary["tasks compared"] += try ledger.settle(opening: path, after: ending)
  }

  private func removeStores(_ volume: LoopVolume, except path: String) throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: volume.path)
    where name.hasPrefix("store-") {
      try FileManager.default.removeItem(atPath: "\(volume.path)/\(name)")
    }
  }
}
