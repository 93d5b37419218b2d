import Foundation
import Simulator

/// Kills a ``Victim`` with SIGKILL after a random while, again and again, and looks after
/// each kill: everything acknowledged must be there, `written` work too.
struct KillCampaign {
  private static let roundsPerStore = 25
  let rounds: Int

  func run() throws -> Summary {
    var summary = Summary(of: "kills")
    var ledger = Ledger()
    for round in 1...rounds {
      let path = "\(Scratch.shared.path)/store-\(round / Self.roundsPerStore)"
      if round.isMultiple(of: Self.roundsPerStore) { ledger.beginStore() }
      try kill(path, round, &ledger)
      do {
        summary["tasks compared"] += try ledger.settle(
          opening: path, after: .processDeath, closes: round.isMultiple(of: 10))
      } catch { throw error.found(in: "round \(round)") }
      summary["kills"] = round
      summary["acknowledgements"] = ledger.acknowledged
    }
    summary["violations"] = 0
    return summary
  }

  private func kill(_ path: String, _ round: Int, _ ledger: inout Ledger) throws {
    let orders = Victim.Orders(path, seed: UInt64(round))
    let victim = try Program([Program.own()] + orders.arguments)
    // Some never get the store open; most have time to work.
    if Int.random(in: 0..<5) > 0 { victim.waitForOutput() }
    usleep(UInt32.random(in: 0...80_000))
    victim.kill()
    let (wasKilled, status, output) = victim.end()
    guard wasKilled else { throw BrokenPromise("the victim ended with \(status): \(output)") }
    try ledger.read(output)
    if let failure = ledger.failures.first { throw BrokenPromise("round \(round): \(failure)") }
  }
}
