import Foundation
import Simulator

/// Everything that can happen to small worlds, counted.
struct ExhaustiveRun {
  private let options: Options
  private let parts: [ExhaustivePart]
  private var tally = Tally()

  init(_ options: Options, parts: [ExhaustivePart]) {
    self.options = options
    self.parts = parts
  }

  /// Tries all; the exit code.
  func run() -> Int32 {
    var run = self
    return run.runAll()
  }

  private mutating func runAll() -> Int32 {
    do {
      if parts.contains(.crashes) { try crashAll() }
      if parts.contains(.faults) { try failAll() }
      if parts.contains(.damage), options.world == nil { try damageAll() }
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

  private mutating func failAll() throws {
    var search = FaultSearch()
    search.triesEveryEnding = options.isComplete
    let clock = ContinuousClock()
    for world in worlds {
      let before = search.tally["fault sites"]
      let time = try clock.measure { try search.run(world) }
      say("\(world.name): \(search.tally["fault sites"] - before) fault sites in \(time)")
    }
    tally.add(search.tally)
  }

  private mutating func damageAll() throws {
    let clock = ContinuousClock()
    for specimen in Specimen.all {
      let search = try DamageSearch(specimen)
      if options.isComplete {
        (search.busyStride, search.blankStride, search.exchangeStride) = (1, 1, 1)
      }
      let time = try clock.measure { try search.run() }
      let sum = search.tally.entries.reduce(0) { $0 + $1.count }
      say("\(specimen): \(sum) damages in \(time)")
      tally.add("damages", sum)
      for entry in search.tally.entries { tally.add(entry.name, entry.count) }
    }
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
