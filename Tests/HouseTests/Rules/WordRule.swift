/// What is left to do is done or dropped, not noted; and tests are written one way.
struct WordRule: HouseRule {
  let promise = "No marks of unfinished work, and no tests of the old kind."

  private static let marks = ["TODO", "FIXME", "XXX", "HACK"]

  func offences(in tree: SourceTree) -> [Offence] {
    tree.sources.flatMap { file in
      file.words.indices.compactMap { line in
        mark(in: file.words[line]).map { file.offence(line, "says \($0)") }
      } + oldTests(in: file)
    }
  }

  private func mark(in line: String) -> String? {
    guard Self.marks.contains(where: { line.contains($0) }) else { return nil }
    let words = line.split { !$0.isLetter && !$0.isNumber && $0 != "_" }
    return Self.marks.first { words.contains(Substring($0)) }
  }

  private func oldTests(in file: SourceFile) -> [Offence] {
    ImportStatement.all(in: file).filter { $0.module == "XCTest" }.map {
      file.offence($0.line, "imports XCTest")
    }
  }
}
