/// Whoever can call it can read what it does.
struct DocumentationRule: HouseRule {
  let promise = "Every public and package declaration has a comment directly above."

  func offences(in tree: SourceTree) -> [Offence] {
    tree.sources.filter { $0.isShipped && $0.isSwift }.flatMap { file in
      undocumented(in: file) + undocumentedCases(in: file)
    }
  }

  private func undocumented(in file: SourceFile) -> [Offence] {
    let owners = TypeScopes(code: file.code).owners
    return file.code.indices.compactMap { line in
      guard let found = Declaration(file.code[line]), !found.isWitness,
        !isPlain(found, in: owners[line]), !isDocumented(file, line)
      else { return nil }
      return file.offence(line, "\(found.name) has no documentation")
    }
  }

  /// Whether it says by itself all there is to say: it fills stored properties, is one of a table
  /// row, or names a file.
  private func isPlain(_ declaration: Declaration, in owner: String?) -> Bool {
    if declaration.isMemberwise { return true }
    guard let owner, ["var", "let"].contains(declaration.keyword) else { return false }
    return owner == "StoreFileName" || owner.hasSuffix("Row") && declaration.isStored
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
