/// A declaration that other modules can see.
struct Declaration {
  /// `public` or `package`.
  let access: Substring
  /// `func`, `var`, `struct` and so on.
  let keyword: Substring
  /// The text after the keyword.
  let rest: Substring

  private static let keywords: Set<Substring> = [
    "func", "var", "let", "struct", "class", "enum", "actor", "protocol", "init", "subscript",
    "typealias", "associatedtype", "macro",
  ]

  /// Reads a line of code; nothing if no visible declaration begins in it.
  init?(_ line: String) {
    guard line.contains("public ") || line.contains("package ") else { return nil }
    var text = Self.withoutAttributes(line)
    var access: Substring?
    while true {
      let word = text.prefix { $0.isLetter }
      if word.isEmpty { return nil }
      text = text[word.endIndex...]
      if Self.keywords.contains(word), let access {
        (self.access, keyword, rest) = (access, word, text.drop(while: \.isWhitespace))
        return
      }
      // A setter's own level, as in `private(set)`, is not the level of the declaration.
      if text.first == "(" {
        text = text.drop { $0 != ")" }.dropFirst()
      } else if word == "public" || word == "package" {
        access = word
      }
      text = text.drop(while: \.isWhitespace)
    }
  }

  /// What it is called; a sign such as `==` counts as a name.
  var name: String {
    if keyword == "init" || keyword == "subscript" { return String(keyword) }
    let isWord = rest.first.map { $0.isLetter || $0 == "_" || $0 == "`" } ?? false
    return String(rest.prefix { isWord ? !" (<:{=,".contains($0) : !" (".contains($0) })
  }

  /// Whether it merely meets a requirement whose meaning is described elsewhere.
  var isWitness: Bool {
    let known = ["hash", "description", "debugDescription", "encode", "==", "<"]
    return known.contains(name) || keyword == "init" && rest.hasPrefix("(from")
  }

  private static func withoutAttributes(_ line: String) -> Substring {
    var text = line.drop(while: \.isWhitespace)
    while text.first == "@" {
      text = text.dropFirst().drop { $0.isLetter || $0 == "_" }
      if text.first == "(" { text = text[Manifest.balanced(text).endIndex...].dropFirst() }
      text = text.drop(while: \.isWhitespace)
    }
    return text
  }
}
