import Testing

@Suite("Planted offenders: imports")
struct PlantedArrowTests {
  private static let manifest = """
    let package = Package(
      products: [.library(name: "Xylem", targets: ["Xylem"])],
      targets: [
        .target(name: "CPosix"),
        .target(name: "XylemCore", dependencies: ["CChecksum"]),
        .target(name: "XylemStorage", dependencies: ["XylemCore", "CPosix"]),
        .target(name: "Xylem", dependencies: ["XylemCore", "XylemStorage"]),
        .executableTarget(name: "Tool", dependencies: ["Xylem"], path: "Fuzz/Replay"),
        .testTarget(name: "XylemTests", dependencies: ["Xylem"]),
      ])
    """

  private func offences(
    _ rule: some HouseRule, in path: String, _ text: String
  ) -> [Int] {
    rule.offences(in: SourceTree(manifest: Self.manifest, files: [path: text])).map(\.line)
  }

  @Test("An import that the manifest does not list")
  func undeclaredImport() {
    #expect(offences(ArrowRule(), in: "Sources/XylemCore/A.swift", "\nimport XylemStorage") == [2])
    #expect(offences(ArrowRule(), in: "Fuzz/Replay/A.swift", "import struct Xylem.Queue") == [])
    #expect(offences(ArrowRule(), in: "Fuzz/Replay/A.swift", "@testable import CPosix") == [1])
    #expect(offences(ArrowRule(), in: "Tests/Other/A.swift", "") == [1])
  }

  @Test("An arrow that points up")
  func upwardArrow() {
    let manifest = """
      let package = Package(targets: [
        .target(name: "XylemCore", dependencies: ["Xylem"]),
        .target(name: "Xylem", dependencies: ["Simulator"]),
      ])
      """
    let offences = ArrowRule().offences(in: SourceTree(manifest: manifest))
    #expect(offences.map(\.line) == [2, 3])
  }

  @Test(
    "Modules that do not belong",
    arguments: [
      ("Sources/XylemCore/A.swift", "Foundation"), ("Sources/XylemCore/A.swift", "Dispatch"),
      ("Sources/XylemStorage/A.swift", "Foundation"), ("Sources/Xylem/A.swift", "Glibc"),
      ("Sources/Xylem/A.swift", "Foundation"), ("Tests/XylemTests/A.swift", "CPosix"),
      ("Fuzz/Replay/A.swift", "Musl"),
    ])
  func foreignModules(path: String, module: String) {
    #expect(offences(ImportRule(), in: path, "import \(module)") == [1])
  }

  @Test("Modules that belong")
  func ownModules() {
    #expect(offences(ImportRule(), in: "Sources/XylemStorage/A.swift", "import Glibc") == [])
    #expect(offences(ImportRule(), in: "Fuzz/Replay/A.swift", "import Foundation") == [])
    let guarded = """
      #if canImport(FoundationEssentials)
        import FoundationEssentials
      #else
        import Foundation
      #endif
      """
    #expect(offences(ImportRule(), in: "Sources/Xylem/A.swift", guarded) == [])
  }

  @Test(
    "A core that waits or looks at a clock",
    arguments: [
      "func a() async {}", "  await b()", "Task { run() }", "Task.detached { run() }",
      "let clock = ContinuousClock()",
    ])
  func impureCore(line: String) {
    #expect(offences(PureCoreRule(), in: "Sources/XylemCore/A.swift", line) == [1])
    #expect(offences(PureCoreRule(), in: "Sources/Xylem/A.swift", line) == [])
    #expect(offences(PureCoreRule(), in: "Sources/XylemCore/A.swift", "/// " + line) == [])
  }
}
