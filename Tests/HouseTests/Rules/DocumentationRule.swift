/// Whatever another module can use says in a sentence what it is.
struct DocumentationRule: HouseRule {
  /// What conformances demand; the protocol documents them.
  private static let witnesses: Set = [
    "==", "<", "hash", "description", "encode(to", "init(from", "vacant", "nextFree", "listNext",
    "listPrevious", "timerNext", "timerPrevious", "timerDue",
  ]

  func offences(in tree: SourceTree) -> [Offence] {
    tree.files.filter(\.isSource).flatMap { file in
      Declaration.all(in: file)
        .filter { !isExempt($0) && !isDocumented($0, in: file) }
        .map { file.offence(at: $0.line, "no documentation: \($0.code.trimmed)") }
    }
  }

  private func isExempt(_ declaration: Declaration) -> Bool {
    let owner = declaration.owner ?? ""
    return isWitness(declaration)
      || declaration.keyword == "init" && declaration.access == "package"
      || owner == "StoreFileName" && declaration.code.contains("static let")
      || owner.hasSuffix("Row") && isStored(declaration)
  }

  private func isWitness(_ declaration: Declaration) -> Bool {
    if declaration.name == "vacant" { return declaration.code.contains("static var") }
    return Self.witnesses.contains(declaration.name)
      || ["init(from ", "encode(to "].contains { declaration.code.contains($0) }
  }

  private func isStored(_ declaration: Declaration) -> Bool {
    ["var", "let"].contains(declaration.keyword) && !declaration.code.contains("{")
  }

  private func isDocumented(_ declaration: Declaration, in file: SourceFile) -> Bool {
    var line = declaration.line - 1
    while line >= 0, file.code[line].trimmed.hasPrefix("@") { line -= 1 }
    return line >= 0 && file.lines[line].trimmed.hasPrefix("///")
  }
}
