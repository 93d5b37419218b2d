/// A declaration that other modules see.
struct Declaration {
  /// The line it starts on, counted from 0.
  let line: Int
  /// `public` or `package`.
  let access: String
  /// `func`, `struct` and so on.
  let keyword: String
  /// Its name; empty for an initializer.
  let name: String
  /// The type it is declared in, however deep; `nil` at the top.
  let owner: String?
  /// The line without comments and literals.
  let code: String

  private static let keywords: Set = [
    "func", "var", "let", "init", "subscript", "struct", "class", "enum", "actor", "protocol",
    "typealias", "associatedtype", "macro", "extension", "import", "case",
  ]

  /// Every `public` and `package` declaration of a file, extensions and imports left out.
  static func all(in file: SourceFile) -> [Declaration] {
    let owners = TypeScopes(code: file.code).owners
    return file.code.indices.compactMap {
      Declaration(line: $0, code: file.code[$0], owner: owners[$0])
    }
  }

  private init?(line: Int, code: String, owner: String?) {
    let words = code.words
    guard let place = words.firstIndex(where: Self.keywords.contains) else { return nil }
    let keyword =
      words[place] == "class" && words.dropFirst(place + 1).first == "func"
      ? "func" : words[place]
    // `package(set)` and `private(set)` only say who may change it.
    let readers = code.replacing("package(set)", with: "").words.prefix { $0 != words[place] }
    guard let access = readers.first(where: { $0 == "public" || $0 == "package" }),
      keyword != "extension", keyword != "import"
    else { return nil }
    self.line = line
    self.access = access
    self.keyword = keyword
    self.owner = owner
    self.code = code
    name = Self.name(after: keyword, in: code)
  }

  /// An operator is no word, so the name is whatever follows up to a bracket, colon or space.
  private static func name(after keyword: String, in code: String) -> String {
    guard keyword != "init", keyword != "subscript",
      let found = code.firstRange(of: keyword + " ")
    else { return "" }
    return String(code[found.upperBound...].prefix { !" (:{=".contains($0) || $0 == "=" })
  }
}
