/// Comments speak; code that is not wanted is deleted.
struct CommentedCodeRule: HouseRule {
  func offences(in tree: SourceTree) -> [Offence] {
    tree.files.flatMap { file in
      file.unquoted.indices.filter { isCode(file.unquoted[$0].trimmed) }.map {
        file.offence(at: $0, "commented-out code")
      }
    }
  }

  private func isCode(_ line: String) -> Bool {
    guard line.hasPrefix("//"), !line.hasPrefix("///"), let last = line.last else { return false }
    return "{};".contains(last)
  }
}
