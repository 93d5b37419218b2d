import Simulator
import Testing

@Suite("Every crash of small worlds")
struct CrashSearchTests {
  @Test(arguments: SmallWorld.all)
  func everyCallMayBeTheLast(world: SmallWorld) throws {
    var search = isDebugBuild ? CrashSearch.brief : CrashSearch()
    try search.run(world)
    #expect(search.tally["crash points"] > 20)
    #expect(search.tally["images"] > 2 * search.tally["crash points"])
    #expect(search.tally["crash points inside recoveries"] > 20)
  }

  @Test func worldsHaveNamesOfTheirOwnAndFewSteps() {
    #expect(Set(SmallWorld.all.map(\.name)).count == SmallWorld.all.count)
    #expect(SmallWorld.all.allSatisfy { $0.length <= 18 })
  }
}
