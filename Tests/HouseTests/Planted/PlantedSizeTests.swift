import Testing

@Suite("Planted offenders: sizes")
struct PlantedSizeTests {
  private func lines(_ count: Int) -> String { String(repeating: "let a = 1\n", count: count) }

  private func offences(_ rule: some HouseRule, _ files: [String: String]) -> [Offence] {
    rule.offences(in: SourceTree(files: files))
  }

  @Test("A file that is too long")
  func longFile() {
    let small = ["Sources/X/B.swift": lines(1), "Sources/X/C.swift": lines(1)]
    let long = small.merging(["Sources/X/A.swift": lines(301)]) { $1 }
    #expect(offences(SizeRule(), long).map(\.line) == [301])
    let fits = small.merging(["Sources/X/A.swift": lines(300)]) { $1 }
    #expect(offences(SizeRule(), fits).isEmpty)
    #expect(offences(SizeRule(), ["Tests/X/A.swift": lines(500)]).isEmpty)
    #expect(offences(SizeRule(), ["Fuzz/X/A.swift": lines(501)]).map(\.line) == [501])
  }

  @Test("Files that are too long on the whole")
  func median() {
    #expect(offences(SizeRule(), ["Sources/X/A.swift": lines(130)]).isEmpty)
    #expect(offences(SizeRule(), ["Sources/X/A.swift": lines(131)]).map(\.file) == ["Sources"])
  }

  @Test("A line that is too wide")
  func wideLine() {
    let line = "// " + String(repeating: "é", count: 97)
    #expect(offences(SizeRule(), ["Tests/X/A.swift": "\n" + line]).isEmpty)
    #expect(offences(SizeRule(), ["Tests/X/A.swift": "\n" + line + "é"]).map(\.line) == [2])
  }

  private func function(_ count: Int) -> String {
    // Braces in comments and literals count for nothing.
    let tricks = [
      "  let a = \"} \\(b(\"}\")) }\"  // }", "  /* } /* } */ } */", "  let c = #\"}\"\"#",
    ]
    let filler = Array(repeating: "  run { $0 }", count: count - 2 - tricks.count)
    let body = (tricks + filler).joined(separator: "\n")
    return "protocol P {\n  func a()\n\n  var b: Int { get }\n}\nfunc c() -> [Int] {\n\(body)\n}\n"
  }

  @Test("A function that is too long")
  func longFunction() {
    #expect(offences(FunctionRule(), ["Sources/X/A.swift": function(60)]).isEmpty)
    #expect(offences(FunctionRule(), ["Sources/X/A.swift": function(61)]).map(\.line) == [6])
    #expect(offences(FunctionRule(), ["Tests/X/A.swift": function(80)]).isEmpty)
    #expect(offences(FunctionRule(), ["Tests/X/A.swift": function(81)]).map(\.line) == [6])
  }

  @Test(
    "Every kind of function",
    arguments: [
      "init(a: Int = { 1 }()) {", "init?(a: Int) {", "deinit {", "subscript(a: Int) -> Int {",
      "var a: Int {",
      "func a(\n    b: Int\n  ) async throws(E)\n  where B == Int {",
    ])
  func kinds(head: String) {
    let text = "struct S {\n  \(head)\n\(lines(61))  }\n}\n"
    #expect(offences(FunctionRule(), ["Sources/X/A.swift": text]).map(\.line) == [2])
  }
}
