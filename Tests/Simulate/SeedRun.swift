import Simulator

/// Many seeds in a row, counted.
struct SeedRun {
  private let options: Options
  private var marks = Marks()
  private var steps = 0
  private var engineSteps = 0
  private var recoveries = 0
  private var faults = 0
  private var passed: UInt64 = 0
  private var failed: UInt64 = 0
  /// Seeds that were run twice.
  private var repetitions = 0

  /// A full run has this many seeds; only then must every mark have been reached.
  private static let fullRun: UInt64 = 2000

  private let deadline: ContinuousClock.Instant?

  /// Runs as many seeds as asked for, or with a deadline as many as there is time for.
  init(_ options: Options, until deadline: ContinuousClock.Instant? = nil) {
    self.options = options
    self.deadline = deadline
  }

  /// Runs them; the exit code.
  func run() -> Int32 {
    var run = self
    return run.runAll()
  }

  private mutating func runAll() -> Int32 {
    let clock = ContinuousClock()
    let start = clock.now
    let count = deadline == nil ? options.count : .max - options.first
    for seed in options.first..<options.first + count {
      if let deadline, clock.now >= deadline { break }
      if options.isLoud { say("seed \(seed)") }
      runOne(seed)
      if failed > 0, !options.keepsGoing { break }
      if (passed + failed).isMultiple(of: 1000) { say("\(passed + failed) seeds, \(steps) steps") }
    }
    report(clock.now - start)
    guard failed == 0 else { return 1 }
    let isFull = passed >= Self.fullRun
    if isFull, !marks.missing.isEmpty {
      say("never reached: \(marks.missing.map { "\($0)" }.joined(separator: ", "))")
      return 1
    }
    return 0
  }

  private mutating func runOne(_ seed: UInt64) {
    let world = World(seed: seed)
    do throws(Violation) {
      try world.run()
      if seed.isMultiple(of: 100) { try repeatRun(of: world, seed) }
      passed += 1
    } catch {
      say("\(error)")
      failed += 1
    }
    marks.add(world.session.marks)
    steps += world.steps
    engineSteps += world.session.engineSteps
    recoveries += world.recoveries
    faults += world.faults
  }

  /// The same seed must be the same run, to the byte.
  private mutating func repeatRun(of world: World, _ seed: UInt64) throws(Violation) {
    let again = World(seed: seed)
    try again.run()
    repetitions += 1
    guard again.session.trace == world.session.trace, again.steps == world.steps else {
      throw Violation("I20", "another run of the same seed", seed: seed)
    }
  }

  private func report(_ time: Duration) {
    for mark in Mark.allCases { say("  \(mark): \(marks[mark])") }
    let seconds = max(
      0.001, Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18)
    let crashes = marks[.powerCut] + marks[.processKilled]
    let figures: [(String, Int)] = [
      ("seeds", Int(passed + failed)), ("seeds run twice with the same trace", repetitions),
      ("world steps", steps), ("engine steps", engineSteps), ("crashes", crashes),
      ("recoveries", recoveries), ("faults", faults), ("seconds", Int(seconds)),
      ("engine steps a second", Int(Double(engineSteps) / seconds)),
    ]
    for (name, figure) in figures { say("\(name): \(figure)") }
    say("\(passed) passed, \(failed) failed")
  }
}
