import Simulator
import Testing

@Suite("Random worlds")
struct WorldTests {
  /// Ten runs of tests in parallel, so that a failure names its decade.
  @Test(arguments: 0..<10)
  func seedsHoldEveryInvariant(decade: UInt64) throws {
    for seed in decade * 10..<decade * 10 + 10 { try World(seed: seed).run() }
  }

  @Test(arguments: [1, 77, 4711] as [UInt64])
  func theSameSeedIsTheSameRun(seed: UInt64) throws {
    let first = World(seed: seed)
    let second = World(seed: seed)
    try first.run()
    try second.run()
    #expect(first.session.trace == second.session.trace)
    #expect(first.steps == second.steps)
  }

  @Test func otherSeedsAreOtherRuns() throws {
    let traces = try (0..<4 as Range<UInt64>).map { seed in
      let world = World(seed: seed)
      try world.run()
      return world.session.trace
    }
    #expect(Set(traces).count == traces.count)
  }

  @Test func aDiskThatLiesIsFound() {
    // The canary: a suite that passes on a disk without durability would prove nothing.
    #expect(throws: Violation.self) {
      for seed in 0..<20 as Range<UInt64> {
        let world = World(seed: seed)
        world.liesAboutSync = true
        try world.run()
      }
    }
  }
}
