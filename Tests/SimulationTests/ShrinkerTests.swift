import Simulator
import Testing

@Suite("Leaving out steps")
struct ShrinkerTests {
  @Test func aHealthySeedHasNothingToShrink() {
    #expect(Shrinker(seed: 1) == nil)
  }

  @Test func aStepDoesTheSameWhenOthersAreLeftOut() throws {
    // Without its first steps a run is another one, and still a whole and healthy one.
    let world = World(seed: 1)
    world.skipped = Set(1...40)
    try world.run()
    let whole = World(seed: 1)
    try whole.run()
    #expect(world.session.trace != whole.session.trace)
    #expect(world.steps == whole.steps)
  }
}
