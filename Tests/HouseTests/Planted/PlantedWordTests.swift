import Testing

@Suite("Planted offenders: words")
struct PlantedWordTests {
  private func lines(
    _ rule: some HouseRule, _ text: String, in path: String = "Sources/X/A.swift"
  ) -> [Int] {
    rule.offences(in: SourceTree(files: [path: text])).map(\.line)
  }

  @Test("Work left undone", arguments: ["TODO", "FIXME", "XXX", "HACK"])
  func unfinished(word: String) {
    #expect(lines(WordRule(), "\n// \(word): later") == [2])
    #expect(lines(WordRule(), "/* \(word) */", in: "Tests/X/A.swift") == [1])
    #expect(lines(WordRule(), "let a = \"\(word)\"") == [])
    #expect(lines(WordRule(), "// \(word)S") == [])
  }

  @Test("The old test library")
  func oldTests() {
    #expect(lines(WordRule(), "import XCTest", in: "Tests/X/A.swift") == [1])
  }

  @Test("Paths of a machine", arguments: ["/home/", "/root/", "/tmp/", "/work/"])
  func machinePaths(path: String) {
    #expect(lines(WordRule(), "let a = \"\(path)a\"") == [1])
    #expect(lines(WordRule(), "let a = \"\(path)a\"", in: "Tests/X/A.swift") == [])
  }

  @Test(
    "Names that say nothing",
    arguments: ["Utilities", "Helpers", "Helper", "Manager", "Misc", "Common"])
  func vagueNames(ending: String) {
    #expect(lines(NameRule(), "", in: "Sources/X/Log\(ending).swift") == [1])
    #expect(lines(NameRule(), "", in: "Sources/X/Log+\(ending).swift") == [1])
    #expect(lines(NameRule(), "\nfinal class Log\(ending): Sendable {") == [2])
    #expect(lines(NameRule(), "let files = File\(ending).default") == [])
  }

  @Test("An unchecked promise without a reason")
  func unchecked() {
    let promise = "final class A: @unchecked Sendable {"
    #expect(lines(UncheckedRule(), promise) == [1])
    #expect(lines(UncheckedRule(), "// Guarded by a lock.\n\n\n\(promise)") == [])
    #expect(lines(UncheckedRule(), "// Guarded by a lock.\n\n\n\n\(promise)") == [5])
    #expect(lines(UncheckedRule(), "\(promise)\n  // Guarded by a lock.") == [])
  }

  @Test("Commented-out code", arguments: ["{", "}", ";"])
  func commentedCode(ending: String) {
    #expect(lines(CommentedCodeRule(), "\n  // run \(ending)") == [2])
    #expect(lines(CommentedCodeRule(), "  /// run \(ending)") == [])
    #expect(lines(CommentedCodeRule(), "let a = \"\"\"\n  // run \(ending)\n  \"\"\"") == [])
  }
}
