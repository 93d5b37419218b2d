import Testing

@Suite("Planted offenders: dependencies")
struct PlantedDependencyTests {
  private func offences(_ manifest: String) -> [String] {
    DependencyRule().offences(in: SourceTree(manifest: manifest)).map(\.what)
  }

  private let package = ".package(url: \"https://host/swift-log.git\", from: \"1.0.0\")"

  @Test("A product that every build resolves")
  func unguarded() {
    let product = ".product(name: \"Log\", package: \"swift-log\")"
    #expect(offences("\(package)\n\(product)") == ["a product that no trait guards"])
  }

  @Test("A package that nothing uses")
  func unused() {
    #expect(offences(package) == ["package swift-log is used by no product"])
  }

  @Test("A trait that is on by default")
  func defaultTrait() {
    #expect(offences(".default(enabledTraits: [\"A\"])") == ["traits on by default: \"A\""])
    #expect(offences(".default(enabledTraits: [])").isEmpty)
  }

  @Test("A package behind a trait")
  func guarded() {
    let product = """
      .product(name: "Log", package: "swift-log", condition: .when(traits: ["Log"]))
      """
    #expect(offences("\(package)\n\(product)").isEmpty)
  }
}
