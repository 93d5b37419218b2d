/// Who overrules the compiler says why.
struct UncheckedRule: HouseRule {
  let promise = "Every unchecked Sendable has its reason on the line or closely above."

  private static let reach = 6

  func offences(in tree: SourceTree) -> [Offence] {
    tree.sources.flatMap { file in
      file.code.indices.filter { line in
        file.code[line].contains("@unchecked Sendable") && !isExplained(file, line)
      }.map { file.offence($0, "gives no reason for being unchecked") }
    }
  }

  private func isExplained(_ file: SourceFile, _ line: Int) -> Bool {
    file.words[max(0, line - Self.reach)...line].contains { $0.contains("//") }
  }
}
