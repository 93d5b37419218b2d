import Testing

/// Goal: what the package promises about its own text stays true without anybody watching.
///
/// Method: each rule walks the whole tree and reports every place that breaks it. Each rule also
/// walks small trees with one planted offender, so that a rule that cannot fail is noticed.
@Suite struct HouseTests {
  @Test("The house keeps its rules", arguments: HouseRules.all)
  func rule(_ rule: any HouseRule) throws {
    let offences = rule.offences(in: try SourceTree.package.get())
    if !offences.isEmpty { Issue.record("\(rule.promise)\n\(list(offences))") }
  }

  @Test("The tree is read at all")
  func tree() throws {
    let tree = try SourceTree.package.get()
    #expect(tree.sources.contains { $0.path == "Sources/CChecksum/crc32c_portable.c" })
    #expect(tree.sources.contains { $0.path == "Tests/HouseTests/HouseTests.swift" })
    #expect(tree.manifest.targets.contains { $0.name == "HouseTests" && $0.isTest })
  }

  private func list(_ offences: [Offence]) -> String {
    offences.map(\.description).joined(separator: "\n")
  }
}
