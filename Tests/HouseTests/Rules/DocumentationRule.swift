/// Whoever can call it can read what it does.
struct DocumentationRule: HouseRule {
  let promise = "Every public and package declaration has a comment directly above."

  func offences(in tree: SourceTree) -> [Offence] {
    tree.sources.filter { $0.isShipped && $0.isSwift }.flatMap { file in
      undocumented(in: file) + undocumentedCases(in: file)
    }
  }

  private func undocumented(in file: SourceFile) -> [Offence] {
    file.code.indices.compactMap { line in
      guard let found = Declaration(file.code[line]), !found.isWitness,
        !isDocumented(file, line)
      else { return nil }
      return file.offence(line, "\(found.name) has no documentation")
    }
  }

  private func undocumentedCases(in file: SourceFile) -> [Offence] {
    PublicCase.lines(in: file).filter { !isDocumented(file, $0) }.map {
      file.offence($0, "a public case has no documentation")
    }
  }

  private func isDocumented(_ file: SourceFile, _ line: Int) -> Bool {
    let above = file.words[..<line].last { !$0.drop(while: \.isWhitespace).hasPrefix("@") }
    return above?.drop(while: \.isWhitespace).hasPrefix("///") ?? false
  }
}
