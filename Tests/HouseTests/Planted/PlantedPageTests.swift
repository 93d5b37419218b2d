import Testing

@Suite("Planted offenders: pages")
struct PlantedPageTests {
  @Test("A link to no page")
  func deadLink() {
    let catalog = "Sources/Xylem/Xylem.docc/"
    let pages = [
      catalog + "Xylem.md": "# Xylem\n- <doc:Gone> <doc:There#Part>", catalog + "There.md": "",
    ]
    let offences = CatalogRule().offences(in: SourceTree(pages: pages))
    #expect(offences.map(\.what) == ["there is no page Gone"])
    #expect(offences.map(\.line) == [2])
  }

  @Test("A folder that is not there")
  func missingFolder() {
    let readme = """
      Map
      | `Sources/Gone/` | `Sources/X` | `Tests/*Tests` |
          Fuzz/Corpus   inputs
      """
    let tree = SourceTree(
      files: ["Sources/X/A.swift": ""], pages: ["README.md": readme])
    #expect(ReadmeRule().offences(in: tree).map(\.line) == [2, 3])
    #expect(ReadmeRule().offences(in: SourceTree()).isEmpty)
  }
}
