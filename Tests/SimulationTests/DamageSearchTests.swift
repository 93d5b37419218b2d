import Simulator
import Testing

@Suite("Every damage of small stores")
struct DamageSearchTests {
  @Test(arguments: Specimen.all)
  func isRefusedOrHarmless(specimen: Specimen) throws {
    let search = try DamageSearch(specimen)
    (search.busyStride, search.blankStride) = isDebugBuild ? (1009, 9973) : (61, 4001)
    search.lifeStride = isDebugBuild ? 5 : 8
    search.exchangeStride = isDebugBuild ? 13 : 3
    try search.run()
    #expect(search.tally.entries.contains { $0.name.hasSuffix("refused") && $0.count > 20 })
    #expect(search.tally.entries.contains { $0.name.hasSuffix("equal") && $0.count > 20 })
  }
}
