import Foundation
import Simulator

/// All that can be tried in a night: every single damage, crash and failure of small stores, then
/// seeds that no run before has seen.
struct NightlyRun {
  private let options: Options

  init(_ options: Options) {
    self.options = options
  }

  /// Tries all; the exit code.
  func run() -> Int32 {
    guard MutantRun(options).isCanaryFound() else {
      say("a disk that lies was not found out")
      return 1
    }
    var options = options
    options.isComplete = true
    let exhaustive = ExhaustiveRun(options, parts: ExhaustivePart.allCases).run()
    guard exhaustive == 0 else { return exhaustive }
    // A night begins where no other did, unless it is told where.
    if options.first == 0 { options.first = UInt64(Date().timeIntervalSince1970) * 1000 }
    say("seeds from \(options.first), for \(options.minutes) minutes")
    return SeedRun(options, until: .now + .seconds(60 * Int64(options.minutes))).run()
  }
}
