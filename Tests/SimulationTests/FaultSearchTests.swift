import Simulator
import Testing

@Suite("Every failing call of small worlds")
struct FaultSearchTests {
  @Test(arguments: SmallWorld.all)
  func nothingIsLostAndEverybodyIsTold(world: SmallWorld) throws {
    var search = FaultSearch()
    if isDebugBuild { search.stride = 23 }
    try search.run(world)
    // With a stride a world may have faults of one sort only.
    #expect(search.tally["engines failed"] + search.tally["faults survived"] > 3)
    #expect(search.tally["reopenings after a fault"] == search.tally["fault sites"])
  }
}
