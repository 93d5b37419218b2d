/// Code that no longer runs lives in the history, not in comments.
struct DeadCodeRule: HouseRule {
  let promise = "No comment ends like a statement."

  func offences(in tree: SourceTree) -> [Offence] {
    tree.sources.flatMap { file in
      file.words.indices.filter { isDeadCode(file.words[$0]) }.map {
        file.offence($0, "looks like code that was commented out")
      }
    }
  }

  private func isDeadCode(_ line: String) -> Bool {
    let text = line.trimming(while: \.isWhitespace)
    guard text.hasPrefix("//"), !text.hasPrefix("///") else { return false }
    return ["{", "}", ";"].contains { text.hasSuffix($0) }
  }
}
