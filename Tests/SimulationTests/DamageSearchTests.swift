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
    #expect(count(search.tally, "refused") > 20)
    #expect(count(search.tally, "equal") > 20)
  }

  private func count(_ tally: Tally, _ outcome: String) -> Int {
    tally.entries.filter { $0.name.hasSuffix(outcome) }.reduce(0) { $0 + $1.count }
  }
}
