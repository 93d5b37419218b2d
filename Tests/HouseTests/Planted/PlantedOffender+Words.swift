extension PlantedOffender {
  /// Words, names, comments and links.
  static let words: [PlantedOffender] = [
    PlantedOffender(
      WordRule(), at: "Sources/Xylem/A.swift:2", broken: "let a = 1\n/* FIXME: later */\n",
      kept: "let a = \"FIXME\"\nlet TODOs = 1\n"),
    PlantedOffender(
      WordRule(), at: "Sources/CPosix/a.h:1", broken: "int a; // TODO\n", kept: "int a; // todo\n"),
    PlantedOffender(
      WordRule(), at: "Tests/XylemTests/A.swift:1", broken: "import XCTest\n",
      kept: "import Testing\n"),
    PlantedOffender(
      NameRule(), at: "Sources/Xylem/QueueHelpers.swift:1",
      broken: ["Sources/Xylem/QueueHelpers.swift": "let a = 1\n"], kept: [:]),
    PlantedOffender(
      NameRule(), at: "Sources/Xylem/A.swift:1", broken: "final class TaskManager {}\n",
      kept: "struct Management {}\nlet files = FileManager.default\n"),
    PlantedOffender(
      DeadCodeRule(), at: "Sources/Xylem/A.swift:2", broken: "func a() {}\n  // b();\n",
      kept: "/// if a {\n// A brace { is fine.\na() // b();\n"),
    PlantedOffender(
      UncheckedRule(), at: "Sources/Xylem/A.swift:8",
      broken: "// Far.\n\n\n\n\n\n\nclass A: @unchecked Sendable {}\n",
      kept: "\n// Near.\n\n\n\n\n\nclass A: @unchecked Sendable {}\n"),
    PlantedOffender(
      AbsolutePathRule(), at: "Sources/Xylem/A.swift:1", broken: "let a = \"/tmp/a\"\n",
      kept: "let a = \"Sources/tmp/a\"\n"),
    PlantedOffender(
      CatalogLinkRule(), at: "Sources/Xylem/A.swift:2",
      broken: ["Sources/Xylem/A.swift": "/// Text\n/// <doc:Lost> <doc:Page>\n"].merging(page) {
        $1
      },
      kept: ["Sources/Xylem/A.swift": "/// <doc:Page> <doc:/x/Page#There>\n"].merging(page) { $1 }),
    PlantedOffender(
      ReadmeRule(), at: "README.md:2", broken: "Text\nSee `Sources/Lost/`.\n",
      kept: "See `Sources/`, Sources/*, [Xylem](Package.swift#L3) and [web](https://a.b/Tests/c).\n"
    ).with(["Sources/A.swift": "", "Tests/c": ""]),
    PlantedOffender(
      ReadmeRule(), at: "README.md:1", broken: "[Guide](Guide.md)\n", kept: "[Top](#top)\n"),
    PlantedOffender(
      GuideRule(), at: "Sources/Xylem/Xylem.docc/Guides/Page.md:3",
      broken: "# Page\n\n```swift\na()\n  c()\n```\n",
      kept: "# Page\n\n```\nno\n```\n\n```swift\na()\n  b()\n```\n"
    ).with(["Tests/XylemTests/A.swift": "do {\n  a()\n    b()\n  c()\n}\n"]),
  ]

  /// Documentation of what others see.
  static let documentation: [PlantedOffender] = [
    PlantedOffender(
      DocumentationRule(), at: "Sources/Xylem/A.swift:2",
      broken: "// Not a documentation comment.\npublic struct A {}\n",
      kept: "/// A.\n@frozen\n@inlinable(never) public struct A {}\n"),
    PlantedOffender(
      DocumentationRule(), at: "Sources/Xylem/B.swift:3",
      broken: "/// B.\npackage final class B {\n  package private(set) var c = 1\n}\n",
      kept: "extension B { var package = 1 }\nlet package = Package()\n"),
    PlantedOffender(
      DocumentationRule(), at: "Sources/Xylem/C.swift:4",
      broken: "/// C.\npublic enum C {\n  /// D.\n  case d, e; case f\n}\n"
        .replacing("  /// D.\n", with: "\n"),
      kept: "/// C.\npackage enum C {\n  case d\n}\n"),
    PlantedOffender(
      DocumentationRule(), at: "Sources/Xylem/D.swift:1",
      broken: "  public static func > (a: A) {}\n",
      kept: """
        public static func == (a: A, b: A) -> Bool { true }
        package func hash(into hasher: inout Hasher) {}
        public var description: String { "" }
        public init(from decoder: any Decoder) throws {}

        """),
    PlantedOffender(
      DocumentationRule(), at: "Sources/Xylem/E.swift:1", broken: "package init?(_ a: Int) {}\n",
      kept: "/// A.\n@available(macOS 13, *)\npublic init?(_ a: Int) {}\n"),
  ]

  private static let page = ["Sources/Xylem/Xylem.docc/Guides/Page.md": "# Page\n"]

  /// The same with more files on either side.
  private func with(_ files: [String: String]) -> PlantedOffender {
    PlantedOffender(
      rule, at: place, broken: broken.merging(files) { $1 }, kept: kept.merging(files) { $1 })
  }
}
