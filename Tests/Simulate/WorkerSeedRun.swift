import Foundation
import Simulator

/// Many seeds of whole programs in a row, counted; each hundredth is run in a second process too,
/// where it must come to the same trace.
struct WorkerSeedRun {
  private let options: Options
  private var marks = WorkerMarks()
  private var turns = 0
  private var lives = 0
  private var faults = 0
  private var passed: UInt64 = 0
  private var failed: UInt64 = 0
  private var twins = 0

  /// A full run has this many seeds; only then must every mark have been reached.
  private static let fullRun: UInt64 = 2000

  init(_ options: Options) {
    self.options = options
  }

  /// Runs them; the exit code.
  func run() -> Int32 {
    if case .one(let seed) = options.mode { return tellOne(seed) }
    var run = self
    return run.runAll()
  }

  private func tellOne(_ seed: UInt64) -> Int32 {
    let world = WorkerWorld(seed: seed)
    if options.isStory { world.story = { say($0) } }
    do throws(Violation) {
      try world.run()
      say("seed \(seed): \(world.turns) turns, trace \(world.trace.value)")
      return 0
    } catch {
      say("\(error)")
      return 1
    }
  }

  private mutating func runAll() -> Int32 {
    let clock = ContinuousClock()
    let start = clock.now
    for seed in options.first..<options.first + options.count {
      if options.isLoud { say("seed \(seed)") }
      runOne(seed)
      if failed > 0, !options.keepsGoing { break }
      if (passed + failed).isMultiple(of: 500) { say("\(passed + failed) seeds, \(turns) turns") }
    }
    report(clock.now - start)
    guard failed == 0 else { return 1 }
    if options.count >= Self.fullRun, !marks.missing.isEmpty {
      say("never reached: \(marks.missing.map { "\($0)" }.joined(separator: ", "))")
      return 1
    }
    return 0
  }

  private mutating func runOne(_ seed: UInt64) {
    let world = WorkerWorld(seed: seed)
    do throws(Violation) {
      try world.run()
      if seed.isMultiple(of: 100) { try compareWithTwin(world) }
      passed += 1
    } catch {
      say("\(error)")
      failed += 1
    }
    marks.add(world.marks)
    turns += world.turns
    lives += world.lives
    faults += world.faults
  }

  /// Sets and dictionaries have another order in another process; nothing may depend on it.
  private mutating func compareWithTwin(_ world: WorkerWorld) throws(Violation) {
    let pipe = Pipe()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments = ["--workers", "--seed", "\(world.seed)"]
    process.standardOutput = pipe
    do { try process.run() } catch { return say("cannot start a process: \(error)") }
    let words = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    twins += 1
    try world.compare(withTwin: words)
  }

  private func report(_ time: Duration) {
    for mark in WorkerMark.allCases { say("  \(mark): \(marks[mark])") }
    let seconds = max(0.001, time / .seconds(1))
    let figures: [(String, Int)] = [
      ("programs", Int(passed + failed)), ("programs run twice with the same trace", twins),
      ("turns", turns), ("lives", lives), ("faults", faults), ("seconds", Int(seconds)),
      ("turns a second", Int(Double(turns) / seconds)),
    ]
    for (name, figure) in figures { say("\(name): \(figure)") }
    say("\(passed) passed, \(failed) failed")
  }
}
