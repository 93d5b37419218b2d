import Simulator
import Testing

/// Whole programs on the real asynchronous layer: I1 to I9, I13, I17 and I20 from outside, and that
/// nobody waits in vain.
@Suite("Random programs")
struct WorkerWorldTests {
  /// Runs of five seeds in parallel, so that a failure names its part.
  @Test(arguments: 0..<8)
  func programsHoldEveryPromise(part: UInt64) throws {
    for seed in part * 5..<part * 5 + 5 { try WorkerWorld(seed: seed).run() }
  }

  @Test(arguments: [1, 77] as [UInt64])
  func theSameSeedIsTheSameRun(seed: UInt64) throws {
    let first = WorkerWorld(seed: seed)
    let second = WorkerWorld(seed: seed)
    try first.run()
    try second.run()
    #expect(first.trace == second.trace)
    #expect(first.turns == second.turns)
  }

  @Test func otherSeedsAreOtherRuns() throws {
    let traces = try (0..<4 as Range<UInt64>).map { seed in
      let world = WorkerWorld(seed: seed)
      try world.run()
      return world.trace
    }
    #expect(Set(traces).count == traces.count)
  }
}
