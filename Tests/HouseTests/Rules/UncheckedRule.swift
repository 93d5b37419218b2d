/// Whoever switches a check of the compiler off says why it holds.
struct UncheckedRule: HouseRule {
  private static let reach = 3

  func offences(in tree: SourceTree) -> [Offence] {
    tree.files.flatMap { file in
      file.code.indices.filter {
        file.code[$0].contains("@unchecked Sendable") && !isExplained($0, in: file)
      }
      .map { file.offence(at: $0, "@unchecked Sendable without a comment that says why") }
    }
  }

  private func isExplained(_ line: Int, in file: SourceFile) -> Bool {
    let near = max(line - Self.reach, 0)...min(line + Self.reach, file.lines.count - 1)
    // What the code lacks of the unquoted text is comment.
    return near.contains { file.code[$0] != file.unquoted[$0] }
  }
}
