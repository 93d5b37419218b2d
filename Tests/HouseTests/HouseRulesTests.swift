import Testing

@Suite("The tree obeys the house rules")
struct HouseRulesTests {
  static let rules: [any HouseRule] = [
    ArrowRule(), ImportRule(), PureCoreRule(), SizeRule(), FunctionRule(), WordRule(), NameRule(),
    UncheckedRule(), CommentedCodeRule(), DocumentationRule(), CatalogRule(), ReadmeRule(),
    DependencyRule(),
  ]

  @Test("Every rule holds", arguments: rules)
  func holds(_ rule: any HouseRule) throws {
    let offences = rule.offences(in: try .current()).sorted {
      ($0.file, $0.line) < ($1.file, $1.line)
    }
    let list = offences.map(\.description).joined(separator: "\n")
    #expect(offences.isEmpty, "\(offences.count) offenders against \(type(of: rule))\n\(list)")
  }

  @Test("The tree that is read is this package's")
  func readsTheTree() throws {
    let tree = try SourceTree.current()
    #expect(tree.files.contains { $0.path == "Tests/HouseTests/HouseRulesTests.swift" })
    #expect(tree.files.count { $0.isSource } > 50)
    #expect(tree.manifest.targets.contains { $0.name == "XylemCore" })
  }
}
