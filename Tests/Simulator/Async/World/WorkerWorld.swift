import Xylem
import XylemStorage

/// One seeded run of a whole program on the real asynchronous layer: producers, workers, waiters,
/// faults and deaths, in several lives; in the last one everything must come to its end.
///
/// All tasks run on a ``SeededExecutor``, all waiting is on a ``VirtualClock``, and the threads of
/// the store are turns that are drawn like everybody else's.
package final class WorkerWorld: @unchecked Sendable {
  // Unchecked: a simulation runs on one thread at a time.
  /// The seed.
  package let seed: UInt64
  let plan: WorkerPlan
  var draw: SeededGenerator
  let time = ManualTimeSource()
  var disk = VirtualFileSystem()
  var life: Life
  /// Every task that anybody ever tried to add, at its number.
  var histories: [TaskHistory] = []
  var serials: [TaskID: Int] = [:]
  var violation: Violation?
  /// Nothing is to go wrong any more, and nothing new comes.
  var isDraining = false
  /// How often the program was started.
  package var lives = 0
  /// How many turns were taken.
  package private(set) var turns = 0
  /// How many faults were injected.
  package var faults = 0
  /// What was reached.
  package var marks = WorkerMarks()
  /// What was done.
  package var trace = TraceHash()
  /// Told each step in words, when somebody listens.
  package var story: ((String) -> Void)?

  static let path = "store"
  private static let turnsMax = 400_000

  /// The run that belongs to `seed`.
  package init(seed: UInt64) {
    self.seed = seed
    var draw = SeededGenerator(seed: seed &* 0x2545_f491_4f6c_dd1d &+ 29)
    plan = WorkerPlan(&draw)
    life = Life(0, on: SimulatedMachine(disk, time, weights: [], seed: 0), isPunctual: true)
    self.draw = draw
  }

  /// Runs to the end.
  ///
  /// - Throws: the first ``Violation``.
  package func run() throws(Violation) {
    do throws(Violation) {
      while lives < plan.lives {
        try begin()
        try live()
        if lives < plan.lives || !life.isUsable { try end() }
      }
      if life.isClosing || !life.isSeen { try begin() }
      try drain()
      try lookBack()
    } catch {
      var violation = error
      (violation.seed, violation.step) = (seed, turns)
      throw violation
    }
  }

  /// Compares the run with what another process said of the same seed.
  ///
  /// - Throws: a ``Violation`` when that one did something else.
  package func compare(withTwin words: String) throws(Violation) {
    guard words.contains("trace \(trace.value)\n") else {
      var violation = Violation("I20", "another process came to: \(words)")
      violation.seed = seed
      throw violation
    }
  }

  private func live() throws(Violation) {
    for _ in 0..<plan.crews { hire() }
    for _ in 0..<plan.producers { life.start { [life] in await self.produce(in: life) } }
    var rest = plan.turns / 2 + draw.below(plan.turns)
    while rest > 0, life.isUsable {
      rest -= 1
      if draw.chance(1, in: plan.eventInterval) { happen() }
      if try !step() { happen() }
    }
  }

  /// Lets somebody go on, or time pass; `false` when neither would change anything.
  @discardableResult
  func step() throws(Violation) -> Bool {
    turns += 1
    guard turns < Self.turnsMax else { throw Violation("I5", "the program does not come to rest") }
    if !life.isPunctual, !isDraining, draw.chance(1, in: 40) {
      time.advance(UInt64(draw.below(plan.clockStep + 1)))
      marks.reach(.clockRanAhead)
    }
    let hasMoved = life.machine.turn()
    if hasMoved { noteLeases() } else { checkRest() }
    if let violation { throw violation }
    guard !hasMoved else { return true }
    guard let next = life.machine.nextInstant else { return false }
    let now = time.steadyMilliseconds()
    time.advance(next > now ? next - now : 0)
    trace.mix(next)
    return true
  }

  func tell(_ words: @autoclosure () -> String) {
    story?("\(time.steadyMilliseconds()) \(words())")
  }

  /// Notes what must not be; the first counts. Nobody sees what a ghost does.
  func fail(_ invariant: String, _ words: String) {
    guard life.isSeen, violation == nil else { return }
    violation = Violation(invariant, words)
    tell("\(invariant): \(words)")
  }
}
