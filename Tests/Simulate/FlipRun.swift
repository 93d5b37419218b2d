import Simulator

/// Damages two small stores in every place, one at a time; crashes one at every call, and lets
/// every call of one fail.
struct FlipRun {
  /// Tries all; the exit code.
  func run() -> Int32 {
    do throws(Violation) {
      for isClosed in [false, true] {
        let name = isClosed ? "closed" : "killed"
        let sweep = try DamageSweep(isClosed: isClosed)
        say("\(try sweep.cut(every: 1)) cuts of a \(name) store survived or reported")
        say("\(try sweep.flip(every: 1)) flips of a \(name) store survived or reported")
      }
      var crashes = CrashSweep()
      try crashes.run()
      say("\(crashes.crashes) crashes survived")
      crashes.recoveryStops = 1...10
      crashes.profiles = [.nothing, .everything]
      crashes.keptSectors = [0, .max]
      try crashes.run()
      say("\(crashes.crashes) crashes survived, with those inside recovery")
      var faults = FaultSweep()
      try faults.run()
      say("\(faults.failures) failing calls survived")
      return 0
    } catch {
      say("\(error)")
      return 1
    }
  }
}
