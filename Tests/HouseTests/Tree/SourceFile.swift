/// One text of the tree, and what of each line is code, words or wording.
struct SourceFile: Sendable {
  /// Relative to the package.
  let path: String
  /// The lines as they are; the first has the index 0.
  let lines: [String]
  /// The lines without comments and without the inside of literals.
  let code: [String]
  /// The lines without the inside of literals.
  let words: [String]
  /// The lines without comments.
  let statements: [String]

  /// Reads `text` as what its ending says: Swift, C or prose.
  init(path: String, text: String) {
    self.path = path
    lines = Self.split(text)
    let isC = path.hasSuffix(".c") || path.hasSuffix(".h")
    guard isC || path.hasSuffix(".swift") else {
      (code, words, statements) = ([], [], [])
      return
    }
    let mask = SourceMask(text, isC: isC)
    code = Self.split(mask.text(keeping: [.code]))
    words = Self.split(mask.text(keeping: [.code, .comment]))
    statements = Self.split(mask.text(keeping: [.code, .literal]))
  }

  /// Whether it is compiled, not prose.
  var isSource: Bool { isSwift || isC }
  /// Whether it is Swift.
  var isSwift: Bool { path.hasSuffix(".swift") }
  /// Whether it is C or a header.
  var isC: Bool { path.hasSuffix(".c") || path.hasSuffix(".h") }
  /// Whether it is shipped, not only run on the way there.
  var isShipped: Bool { path.hasPrefix("Sources/") }
  /// The name without folders and without its ending.
  var name: String {
    let file = path.split(separator: "/").last ?? ""
    return String(file.prefix { $0 != "." })
  }

  /// Complains about the line with this index.
  func offence(_ index: Int, _ what: String) -> Offence {
    Offence(path: path, line: index + 1, what: what)
  }

  private static func split(_ text: String) -> [String] {
    let body = text.hasSuffix("\n") ? text.dropLast() : text[...]
    return body.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }
}
