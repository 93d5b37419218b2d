import Foundation
import Simulator
import XylemCore

/// Plants each bug in turn and runs seeds until one of them shows it.
///
/// Each bug is tried in a process of its own, because a bug may well trap.
struct MutantRun {
  private let options: Options
  /// How many seeds a bug has to show itself in.
  private static let budget: UInt64 = 6_000
  /// After how many seeds small worlds are looked at, too: some bugs show only there.
  private static let seedsBeforeProbe: UInt64 = 200

  init(_ options: Options) {
    self.options = options
  }

  /// Tries all; the exit code is 0 when every bug was found.
  func run() -> Int32 {
    #if PlantedBugs
      guard options.isOfWorkers || isCanaryFound() else {
        say("a disk that lies about syncs was not found out")
        return 1
      }
      let cases = PlantedBug.allCases.filter { !options.isOfWorkers || $0.isOfWorkers }
      var killed = 0
      for bug in cases {
        let isKilled = isFound(bug)
        if isKilled { killed += 1 }
        say("\(isKilled ? "killed" : "ALIVE ") \(bug.rawValue)")
      }
      say("\(killed) of \(cases.count) mutants killed")
      return killed == cases.count ? 0 : 1
    #else
      say("no bugs are compiled in; build with --traits PlantedBugs")
      return 2
    #endif
  }

  /// Runs seeds with one bug; exits with 1 as soon as it shows itself.
  func runOne(_ name: String) -> Int32 {
    #if PlantedBugs
      guard let bug = PlantedBug(rawValue: name) else { return 2 }
      plantedBug = bug
      if bug.isOfExamination, isShownByEnds() { return 1 }
      for seed in 0..<Self.budget {
        do throws(Violation) {
          if seed == Self.seedsBeforeProbe, !bug.isOfWorkers { try SmallWorldProbe().run() }
          if bug.isOfWorkers {
            try WorkerWorld(seed: seed).run()
          } else {
            let world = World(seed: seed)
            world.isExamining = bug.isOfExamination
            try world.run()
          }
        } catch {
          say("  \(name): \(error)")
          return 1
        }
      }
      return 0
    #else
      return 2
    #endif
  }

  /// Damages both ends of every frame, verifies and salvages.
  private func isShownByEnds() -> Bool {
    do throws(Violation) {
      _ = try ExaminationSweep(Specimen.all[1]).flipEnds()
      return false
    } catch {
      say("  \(error.words.prefix(200))")
      return true
    }
  }

  /// A suite that passes on a disk without durability would prove nothing.
  func isCanaryFound() -> Bool {
    isFound("bytes") { $0.liesAboutSync = true } && isFound("names") { $0.liesAboutNames = true }
  }

  private func isFound(_ lie: String, _ plant: (World) -> Void) -> Bool {
    for seed in 0..<UInt64(40) {
      let world = World(seed: seed)
      plant(world)
      do throws(Violation) { try world.run() } catch {
        say("canary, a lie about \(lie): \(error)")
        return true
      }
    }
    return false
  }

  /// Whether a process with the bug ends by a violation or a trap.
  private func isFound(_ bug: PlantedBug) -> Bool {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments = ["--mutant", bug.rawValue]
    process.environment = ["SWIFT_BACKTRACE": "enable=no"]
    do { try process.run() } catch {
      say("cannot start a process: \(error)")
      return false
    }
    process.waitUntilExit()
    let isTrap = process.terminationReason == .uncaughtSignal
    if isTrap { say("  \(bug.rawValue): trapped") }
    return isTrap || process.terminationStatus == 1
  }
}

extension PlantedBug {
  /// Whether only verifying and salvaging can show it.
  fileprivate var isOfExamination: Bool {
    rawValue.hasPrefix("verify") || rawValue.hasPrefix("salvage")
  }
}
