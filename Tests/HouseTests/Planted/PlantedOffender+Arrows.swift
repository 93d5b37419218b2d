extension PlantedOffender {
  /// Imports, arrows, purity and packages.
  static let arrows: [PlantedOffender] = [
    PlantedOffender(
      ArrowRule(), at: "Sources/Xylem/A.swift:2", broken: "// Text\n@_exported import CPosix\n",
      kept: "// import CPosix\nimport XylemStorage\n"),
    PlantedOffender(
      ArrowRule(), at: "Sources/XylemStorage/a.c:1", broken: "#include \"XylemTests.h\"\n",
      kept: "#include \"CPosix.h\"\n#include <errno.h>\n"),
    PlantedOffender(
      ArrowRule(), at: "Sources/Lost/A.swift:1", broken: ["Sources/Lost/A.swift": "let a = 1\n"],
      kept: [:]),
    PlantedOffender(
      ArrowRule(), at: "Package.swift:6",
      broken: manifest.replacing(
        "\"XylemCore\")", with: "\"XylemCore\", dependencies: [\"Xylem\"])"),
      kept: manifest),
    PlantedOffender(
      ArrowRule(), at: "Package.swift:8",
      broken: manifest.replacing("[\"XylemCore\", \"X", with: "[\"Benchmark\", \"X"),
      kept: manifest),
    PlantedOffender(
      ArrowRule(), at: "Package.swift:5",
      broken: manifest.replacing("\"CPosix\")", with: "\"CNew\")"), kept: manifest),
    PlantedOffender(
      ImportRule(), at: "Sources/XylemCore/A.swift:1", broken: "import Synchronization\n",
      kept: "import Swift\nimport CChecksum\n"),
    PlantedOffender(
      ImportRule(), at: "Sources/Xylem/A.swift:2",
      broken: "#if os(Linux)\n  import Glibc\n#endif\n",
      kept: "let text = \"import Glibc\"\n"),
    PlantedOffender(
      ImportRule(), at: "Sources/Xylem/B.swift:1", broken: "public import struct Foundation.Data\n",
      kept: smallFoundation),
    PlantedOffender(
      ImportRule(), at: "Benchmarks/A.swift:1", broken: "import Glibc\n",
      kept: "import Foundation\nimport Xylem\n"),
    PlantedOffender(
      PurityRule(), at: "Sources/XylemCore/A.swift:1", broken: "func wait() async {}\n",
      kept: "// Nobody may await here, nor use async.\nlet asynchronous = TaskRow()\n"),
    PlantedOffender(
      PurityRule(), at: "Sources/XylemCore/B.swift:1", broken: "Task { a() }\n",
      kept: "let task = TaskID()\n"),
    PlantedOffender(
      PurityRule(), at: "Sources/XylemCore/C.swift:1", broken: "let now = ContinuousClock.now\n",
      kept: "let now = command.now\n"),
    PlantedOffender(
      PurityRule(), at: "Sources/XylemCore/D.swift:1", broken: "let a = Int.random(in: 0..<9)\n",
      kept: "let a = Int.random(in: 0..<9, using: &generator)\n"),
    PlantedOffender(
      PackageRule(), at: "Package.swift:2",
      broken: gated.replacing("traits: [\"Logging\"]", with: "platforms: []"), kept: gated),
    PlantedOffender(
      PackageRule(), at: "Package.swift:2",
      broken: gated.replacing("package: \"swift-log\"", with: "package: \"other\""),
      kept: "// A .package(url: \"a/b\") would be fetched.\n"),
    PlantedOffender(
      PackageRule(), at: "Package.swift:1",
      broken: gated.replacing("enabledTraits: []", with: "enabledTraits: [\"Logging\"]"),
      kept: gated),
  ]

  private static let smallFoundation = """
    #if canImport(FoundationEssentials)
      import FoundationEssentials
    #else
      import Foundation
    #endif

    """

  private static let gated = """
    traits: [.trait(name: "Logging"), .default(enabledTraits: [])],
    dependencies: [.package(url: "https://host/apple/swift-log.git", from: "1.0.0")],
    targets: [
      .target(name: "XylemCore", dependencies: [
        .product(name: "Logging", package: "swift-log", condition: .when(traits: ["Logging"]))])]

    """
}
