import Foundation
import XylemCore
import XylemStorage

/// Takes the ground away from under a running store: the file system turns read-only, files may not
/// be changed any more, the directory is moved, replaced or removed. Every failure must be told by
/// name, nothing may be acknowledged after it, and once the ground is back everything is there.
struct RemountCampaign {
  var summary = Summary(of: "remounts")

  static func run() throws -> Summary {
    var campaign = RemountCampaign()
    try Tools.requireLoopDevices()
    try Tools.require("mkfs.ext4", "mount", "chattr", "setpriv")
    try campaign.turnReadOnly()
    try campaign.openOnReadOnly()
    try campaign.forbidChanges()
    try campaign.moveDirectory()
    try campaign.removeDirectory()
    try campaign.protectFolders()
    campaign.summary["violations"] = 0
    return campaign.summary
  }

  /// A running store in which something was done.
  private func worked(_ path: String) throws -> LiveStore {
    let live = LiveStore(path)
    try live.open()
    try live.lane.work(turns: 30)
    return live
  }

  /// Works until the store fails, which must happen soon.
  private mutating func workToFailure(_ live: LiveStore, _ reason: String) throws {
    try live.lane.work(turns: 2_000)
    try noteFailure(live, reason)
    guard live.lane.failure != nil else {
      throw BrokenPromise("\(reason): the store went on for 2000 turns")
    }
  }

  /// A store that runs fails in one way only.
  private mutating func noteFailure(_ live: LiveStore, _ reason: String) throws {
    guard let failure = live.lane.failure else { return }
    guard case .poisoned = failure else { throw BrokenPromise("\(reason): \(failure)") }
    summary["failures told by name"] += 1
  }

  /// What the kernel does by itself after an error of the file system.
  private mutating func turnReadOnly() throws {
    let volume = try LoopVolume(.ext4, named: "abort")
    for turn in 0..<5 {
      let live = try worked("\(volume.path)/store-\(turn)")
      try Program.run("mount", "-o", "remount,abort", volume.path)
      try workToFailure(live, "read-only file system")
      live.end(closes: turn.isMultiple(of: 2))
      try volume.remount()
      summary["tasks compared"] += try live.settle(.powerCut)
      summary["file systems turned read-only"] += 1
    }
  }

  /// A store on a read-only file system is refused, and not a byte of it changes.
  private mutating func openOnReadOnly() throws {
    let volume = try LoopVolume(.ext4, named: "read-only")
    let live = try worked(volume.path + "/store")
    live.end(closes: false)
    try Program.run("mount", "-o", "remount,ro", volume.path)
    let before = try DirectoryDigest(live.path)
    guard try !opens(live) else { throw BrokenPromise("opened on a read-only file system") }
    guard try DirectoryDigest(live.path) == before else {
      throw BrokenPromise("a refused opening changed something")
    }
    try Program.run("mount", "-o", "remount,rw", volume.path)
    summary["tasks compared"] += try live.settle(.processDeath)
  }

  /// Whether the store opens for a moment; if not, it must say why.
  private mutating func opens(_ live: LiveStore) throws -> Bool {
    do {
      try live.open()
      live.end(closes: false)
      return true
    } catch is StoreError {
      summary["openings refused"] += 1
      return false
    }
  }

  /// Immutable and append-only, of all or a part of a running store.
  private mutating func forbidChanges() throws {
    let volume = try LoopVolume(.ext4, named: "attributes")
    for attribute in ["i", "a"] {
      for part in [".", "segments", "checkpoints", "store", "lock"] {
        let live = try worked("\(volume.path)/store-\(attribute)-\(part)")
        do {
          try forbid(attribute, "\(live.path)/\(part)", live)
        } catch let broken as BrokenPromise {
          throw broken.found(in: "chattr +\(attribute) \(part)")
        }
      }
    }
  }

  private mutating func forbid(_ attribute: String, _ path: String, _ live: LiveStore) throws {
    try Program.run("chattr", "-R", "+\(attribute)", path)
    try live.lane.work(turns: 300)
    try noteFailure(live, "forbidden")
    live.end(closes: false)
    _ = try opens(live)
    try Program.run("chattr", "-R", "-\(attribute)", path)
    summary["tasks compared"] += try live.settle(.processDeath)
    summary["attributes set"] += 1
  }

  /// The store stays in the directory it has opened, wherever that goes.
  private mutating func moveDirectory() throws {
    let folder = try Scratch.shared.directory("moved")
    let live = try worked(folder + "/store")
    try FileManager.default.moveItem(atPath: live.path, toPath: folder + "/elsewhere")
    _ = try Scratch.shared.directory("moved/store/segments")
    let before = try DirectoryDigest(live.path)
    try live.lane.work(turns: 300)
    if let failure = live.lane.failure { throw BrokenPromise("moved: \(failure)") }
    live.end(closes: true)
    guard try DirectoryDigest(live.path) == before else {
      throw BrokenPromise("the store wrote into the directory that took its place")
    }
    try FileManager.default.removeItem(atPath: live.path)
    try FileManager.default.moveItem(atPath: folder + "/elsewhere", toPath: live.path)
    summary["tasks compared"] += try live.settle(.processDeath)
    summary["directories moved and replaced"] += 1
  }

  /// What is written to files without names is found by nobody, so nothing may be acknowledged.
  private mutating func removeDirectory() throws {
    let live = try worked(try Scratch.shared.directory("removed") + "/store")
    try FileManager.default.removeItem(atPath: live.path)
    let before = live.ledger.acknowledged
    live.lane.isAlwaysSynced = true
    try workToFailure(live, "removed directory")
    guard live.ledger.acknowledged == before else {
      throw BrokenPromise("acknowledged although the directory was removed")
    }
    live.end(closes: true)
    guard !FileManager.default.fileExists(atPath: live.path) else {
      throw BrokenPromise("a removed directory was made again by a running store")
    }
    summary["directories removed"] += 1
  }
}
