/// A function and how many lines it takes, from its first word to its last brace.
struct FunctionBody {
  /// The line it starts on, counted from 0.
  let line: Int
  /// How many lines it takes.
  let length: Int

  /// Every function, initializer, subscript and computed property with a body in `code`.
  static func all(in code: [String]) -> [FunctionBody] {
    code.indices.filter { starts(code[$0]) }.compactMap { line in
      end(ofBodyFrom: line, in: code).map { FunctionBody(line: line, length: $0 - line + 1) }
    }
  }

  private static func starts(_ line: String) -> Bool {
    let words = line.words
    if words.contains("func") || words.contains("deinit") { return true }
    if words.contains("var"), line.trimmed.hasSuffix("{") { return true }
    let starts = ["init(", "init?(", "init<", "subscript(", "subscript<"]
    // `.init(` and `self.init(` are calls.
    return starts.contains { start in
      line.firstRange(of: start).map { range in
        range.lowerBound == line.startIndex || line[line.index(before: range.lowerBound)] == " "
      } ?? false
    }
  }

  /// The line of the closing brace; `nil` for a requirement of a protocol, which has no body.
  private static func end(ofBodyFrom start: Int, in code: [String]) -> Int? {
    var depth = 0
    var brackets = 0
    for line in start..<code.count {
      if depth == 0, brackets == 0, line > start, beginsAnother(code[line]) { return nil }
      for character in code[line] {
        if "([".contains(character) { brackets += 1 }
        if ")]".contains(character) { brackets -= 1 }
        guard brackets == 0 || depth > 0 else { continue }
        if character == "{" { depth += 1 }
        if character == "}" { depth -= 1 }
        if character == "}", depth <= 0 { return depth == 0 ? line : nil }
      }
    }
    return nil
  }

  private static func beginsAnother(_ line: String) -> Bool {
    let words = line.words
    return line.trimmed.isEmpty
      || words.contains { ["func", "var", "let", "init", "associatedtype"].contains($0) }
  }
}
