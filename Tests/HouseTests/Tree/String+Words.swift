extension String {
  /// Its identifiers and keywords in order, without what stands between them.
  var words: [String] {
    split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init)
  }

  /// Without spaces at either end.
  var trimmed: String {
    let tail = drop { $0 == " " || $0 == "\t" }
    guard let last = tail.lastIndex(where: { $0 != " " && $0 != "\t" }) else { return "" }
    return String(tail[...last])
  }

  /// The literals in it, without quotes; for texts in which no literal holds a quote.
  var literals: [String] {
    split(separator: "\"", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 }.map { String($0.element) }
  }

  /// What stands between `start` and the bracket that closes it; `start` ends in the opening one.
  func balanced(after start: String) -> [String] {
    var bodies: [String] = []
    var rest = self[...]
    while let found = rest.firstRange(of: start) {
      let body = Self.upToClosing(rest[found.upperBound...])
      bodies.append(String(body))
      rest = rest[body.endIndex...]
    }
    return bodies
  }

  private static func upToClosing(_ text: Substring) -> Substring {
    var depth = 1
    return text.prefix { character in
      if "([{".contains(character) { depth += 1 }
      if ")]}".contains(character) { depth -= 1 }
      return depth > 0
    }
  }
}
