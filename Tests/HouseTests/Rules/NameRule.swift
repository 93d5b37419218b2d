/// Names that say what a thing is, not that something was left over.
struct NameRule: HouseRule {
  private static let endings = ["Utilities", "Helpers", "Helper", "Manager", "Misc", "Common"]
  private static let keywords: Set = ["struct", "class", "enum", "actor", "protocol", "typealias"]

  func offences(in tree: SourceTree) -> [Offence] {
    tree.files.flatMap { file in
      file.name.words.filter(isVague).map { file.offence(at: 0, "a file named \($0)") }
        + file.code.enumerated().flatMap { line, code in
          typesDeclared(in: code).filter(isVague).map {
            file.offence(at: line, "a type named \($0)")
          }
        }
    }
  }

  private func isVague(_ name: String) -> Bool {
    Self.endings.contains { name.hasSuffix($0) }
  }

  private func typesDeclared(in code: String) -> [String] {
    let words = code.words
    return zip(words, words.dropFirst()).filter { Self.keywords.contains($0.0) }.map(\.1)
  }
}
