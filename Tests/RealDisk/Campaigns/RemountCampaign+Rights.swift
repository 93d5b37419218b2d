import Foundation

/// Another user than root works on a store whose folders are write-protected.
extension RemountCampaign {
  private static let user = "65534"

  mutating func protectFolders() throws {
    // Somebody else must be able to pass.
    try Program.run("chmod", "711", Scratch.shared.path)
    for part in [".", "segments", "checkpoints"] {
      do { try protect(part) } catch let broken as BrokenPromise {
        throw broken.found(in: "write-protected \(part)")
      }
    }
  }

  private mutating func protect(_ part: String) throws {
    let folder = try Scratch.shared.directory("rights-\(summary["folders write-protected"])")
    try Program.run("chown", Self.user, folder)
    try Program.run("chmod", "700", folder)
    let path = folder + "/store"
    var ledger = Ledger()
    try live(path, seed: 1, &ledger)
    try Program.run("chmod", "500", "\(path)/\(part)")
    // No name in the directory itself changes once a store is there.
    try live(path, seed: 2, mustFail: part != ".", &ledger)
    try Program.run("chmod", "700", "\(path)/\(part)")
    try live(path, seed: 3, &ledger)
    summary["folders write-protected"] += 1
  }

  /// One life of that user, and a look at what it left.
  private mutating func live(
    _ path: String, seed: UInt64, mustFail: Bool = false, _ ledger: inout Ledger
  ) throws {
    var orders = Victim.Orders(path, seed: seed)
    (orders.lanes, orders.turns) = (1, 100)
    let words = ["setpriv", "--reuid=\(Self.user)", "--clear-groups", try Program.own()]
    let (wasKilled, status, output) = try Program(words + orders.arguments).end()
    guard !wasKilled, status == 0 else { throw BrokenPromise("ended with \(status): \(output)") }
    try ledger.read(output)
    guard ledger.failures.isEmpty != mustFail else {
      throw BrokenPromise("life \(seed) ended with \(ledger.failures)")
    }
    // A store that belongs to another user is refused, so it changes hands for the comparison.
    try Program.run("chown", "-R", "0", path)
    summary["tasks compared"] += try ledger.settle(opening: path, after: .processDeath)
    try Program.run("chown", "-R", Self.user, path)
  }
}
