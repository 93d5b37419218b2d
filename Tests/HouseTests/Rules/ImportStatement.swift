/// An import of a module, or the C equivalent for a module of ours.
struct ImportStatement {
  let module: String
  /// The index of its line.
  let line: Int

  /// The imports of `file`, in order.
  static func all(in file: SourceFile) -> [ImportStatement] {
    file.statements.indices.compactMap { line in
      let module = file.isC ? included(file.statements[line]) : imported(file.code[line])
      return module.map { ImportStatement(module: $0, line: line) }
    }
  }

  private static func imported(_ line: String) -> String? {
    guard line.contains("import ") else { return nil }
    let words = line.split(separator: " ")
    guard let at = words.firstIndex(of: "import"), at + 1 < words.count,
      words[..<at].allSatisfy({ $0.hasPrefix("@") || $0.allSatisfy(\.isLetter) })
    else { return nil }
    let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "func", "var", "let"]
    let name = kinds.contains(words[at + 1]) ? words[at + 2] : words[at + 1]
    return String(name.prefix { $0 != "." })
  }

  private static func included(_ line: String) -> String? {
    guard let match = line.firstMatch(of: #/^\s*#\s*include\s+["<](\w+)\.h[">]/#) else {
      return nil
    }
    return String(match.1)
  }
}
