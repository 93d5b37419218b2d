import Testing

/// Goal: the arrows are checked against what the manifest says, however it is laid out.
@Suite struct ManifestTests {
  private func manifest(_ text: String) -> Manifest {
    Manifest(SourceFile(path: "Package.swift", text: text))
  }

  @Test("Targets have names, folders and dependencies")
  func targets() throws {
    let read = manifest(PlantedOffender.manifest)
    #expect(read.targets.map(\.path).suffix(2) == ["Benchmarks", "Tests/XylemTests"])
    let storage = try #require(read.target(of: "Sources/XylemStorage/Log/Segment.swift"))
    #expect(storage.dependencies == ["XylemCore", "CPosix"])
    #expect(storage.line == 6)
    #expect(read.target(of: "Sources/XylemStorages/A.swift") == nil)
  }

  @Test("Dependencies may be calls, and comments declare nothing")
  func calls() throws {
    let read = manifest(
      """
      // .target(name: "Commented"),
      .target(
        name: "A",
        dependencies: [
          "B", .target(name: "C", condition: .when(platforms: [.linux])),
          .product(name: "D", package: "d", condition: .when(traits: ["D"])), "E",
        ], swiftSettings: [.define("F")])
      """)
    #expect(read.targets.map(\.name) == ["A"])
    #expect(read.targets.first?.dependencies == ["C", "D", "B", "E"])
  }
}
