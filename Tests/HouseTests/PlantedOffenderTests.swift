import Testing

/// Goal: every rule of the house can fail, where it should and nowhere else.
@Suite struct PlantedOffenderTests {
  private static let all =
    PlantedOffender.arrows + PlantedOffender.sizes + PlantedOffender.words
    + PlantedOffender.documentation

  @Test("A planted offender is found, its twin is not", arguments: all)
  func planted(_ offender: PlantedOffender) {
    let found = offender.rule.offences(in: SourceTree(offender.broken))
    #expect(found.map { "\($0.path):\($0.line)" } == [offender.place], "\(found)")
    let accused = offender.rule.offences(in: SourceTree(offender.kept))
    #expect(accused.isEmpty, "\(accused)")
  }

  @Test("Every rule has a planted offender")
  func everyRule() {
    let planted = Set(Self.all.map(\.rule.name))
    #expect(HouseRules.all.filter { !planted.contains($0.name) }.map(\.name) == [])
  }
}
