import Foundation
import Simulator

/// Everything that can happen to small worlds, counted.
struct ExhaustiveRun {
  private let options: Options
  private var tally = Tally()

  init(_ options: Options) {
    self.options = options
  }

  /// Tries all; the exit code.
  func run() -> Int32 {
    var run = self
    return run.runAll()
  }

  private mutating func runAll() -> Int32 {
    do {
      try crashAll()
      for entry in tally.entries { say("\(entry.name): \(entry.count)") }
      say(tally.json)
      if let path = options.json {
        try (tally.json + "\n").write(toFile: path, atomically: true, encoding: .utf8)
      }
      return 0
    } catch {
      say("\(error)")
      return 1
    }
  }

  private var worlds: [SmallWorld] {
    SmallWorld.all.filter { options.world == nil || $0.name == options.world }
  }

  private mutating func crashAll() throws {
    var search = options.isComplete ? CrashSearch.complete : CrashSearch()
    let clock = ContinuousClock()
    for world in worlds {
      let before = search.tally
      let time = try clock.measure { try search.run(world) }
      let counts = ["crash points", "images"].map { "\(search.tally[$0] - before[$0]) \($0)" }
      say("\(world.name): \(counts.joined(separator: ", ")) in \(time)")
    }
    tally.add(search.tally)
  }
}
