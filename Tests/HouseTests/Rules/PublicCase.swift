/// Finds the cases of public enums, which carry no access level of their own.
enum PublicCase {
  /// The indices of the lines that declare them.
  static func lines(in file: SourceFile) -> [Int] {
    var depth = 0
    var enums: [Int] = []
    var found: [Int] = []
    for (index, line) in file.code.enumerated() {
      if depth == enums.last, declaresCase(line) { found.append(index) }
      let isEnum = Declaration(line).map { $0.keyword == "enum" && $0.access == "public" } ?? false
      if isEnum { enums.append(depth + 1) }
      depth += line.count { $0 == "{" } - line.count { $0 == "}" }
      // The brace that opens an enum may follow on a later line, so only a closing one ends it.
      if line.contains("}"), let inside = enums.last, depth < inside { enums.removeLast() }
    }
    return found
  }

  private static func declaresCase(_ line: String) -> Bool {
    let text = line.drop(while: \.isWhitespace)
    return text.hasPrefix("case ") || text.hasPrefix("indirect case ")
  }
}
