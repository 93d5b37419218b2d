extension PlantedOffender {
  /// Files, functions and lines.
  static let sizes: [PlantedOffender] = [
    PlantedOffender(
      FileSizeRule(), at: "Sources/Xylem/A.swift:301",
      broken: small.merging(["Sources/Xylem/A.swift": lines(301)]) { $1 },
      kept: small.merging(["Sources/Xylem/A.swift": lines(300)]) { $1 }),
    PlantedOffender(
      FileSizeRule(), at: "Tests/XylemTests/A.swift:501", broken: lines(501), kept: lines(500)),
    PlantedOffender(
      FileSizeRule(), at: "Sources/Xylem/A.swift:1", broken: lines(131), kept: lines(130)),
    PlantedOffender(
      FunctionSizeRule(), at: "Sources/Xylem/A.swift:2", broken: function(61), kept: function(60)),
    PlantedOffender(
      FunctionSizeRule(), at: "Tests/XylemTests/A.swift:2",
      broken: function(81), kept: function(80)),
    PlantedOffender(
      FunctionSizeRule(), at: "Sources/CPosix/a.c:1",
      broken: "int a(int b) {\n" + lines(60) + "}\n",
      kept: "struct a {\n" + lines(60) + "};\n"),
    PlantedOffender(
      FunctionSizeRule(), at: "Sources/Xylem/B.swift:1",
      broken: "var a: Int {\n" + lines(60) + "}\n",
      kept: "protocol A {\n  func a()\n  var b: Int { get }\n" + lines(60) + "}\n"),
    PlantedOffender(
      LineWidthRule(), at: "Sources/Xylem/A.swift:1", broken: column(101), kept: column(100)),
    PlantedOffender(
      LineWidthRule(), at: "Tests/XylemTests/A.swift:1", broken: column(101),
      kept: "let a = \"" + column(101) + "\"\n"),
    PlantedOffender(
      LineWidthRule(), at: "Sources/Xylem/B.swift:1", broken: "// " + column(101),
      kept: "// https://" + column(101)),
  ]

  private static let small = Dictionary(
    uniqueKeysWithValues: (0..<9).map { ("Sources/Xylem/Small\($0).swift", "let a = 1\n") })

  private static func lines(_ count: Int) -> String { String(repeating: "a()\n", count: count) }

  private static func column(_ count: Int) -> String { String(repeating: "é", count: count) }

  /// A function of that many lines, with braces where they do not count.
  private static func function(_ count: Int) -> String {
    let tricks = ##"""
      struct A {
        func a(_ b: () -> Void = {}) -> Int {
          let c = "} \(d { "}" }) }" + #"}\#(d)"# // }
          /* } /* } */ } */ let e = """
            } "} \"""
            """
          if c.contains(#/}/#) {}

      """##
    return tricks + lines(count - 7) + "  }\n}\n"
  }
}
