import Foundation

/// A Swift file, seen line by line in the ways the rules need it.
struct SourceFile: Sendable {
  /// Relative to the package.
  let path: String
  /// The lines as written.
  let lines: [String]
  /// The lines without comments and without the contents of literals.
  let code: [String]
  /// The lines without the contents of literals.
  let unquoted: [String]

  /// Splits `text` into lines; a newline at the end starts no further line.
  init(path: String, text: String) {
    self.path = path
    let mask = SourceMask(text)
    lines = Self.lines(of: text)
    code = Self.lines(of: mask.text(keeping: [.code]))
    unquoted = Self.lines(of: mask.text(keeping: [.code, .comment]))
  }

  /// `Log.swift` for `Sources/XylemStorage/Log.swift`.
  var name: String { path.split(separator: "/").last.map(String.init) ?? path }

  /// Whether it is what users run, as opposed to tests and tools.
  var isSource: Bool { path.hasPrefix("Sources/") }

  /// Complains about a line, counted from 0.
  func offence(at line: Int, _ what: String) -> Offence {
    Offence(file: path, line: line + 1, what: what)
  }

  /// The modules it imports, with the line of each.
  var imports: [(line: Int, module: String)] {
    code.enumerated().compactMap { line, text in
      Self.module(importedBy: text).map { (line, $0) }
    }
  }

  private static func lines(of text: String) -> [String] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    return lines
  }

  private static func module(importedBy line: String) -> String? {
    var words = line.split(separator: " ").map(String.init)
    guard let place = words.firstIndex(of: "import"),
      words[..<place].allSatisfy({ $0.hasPrefix("@") || accessLevels.contains($0) })
    else { return nil }
    words.removeSubrange(...place)
    if let kind = words.first, importKinds.contains(kind) { words.removeFirst() }
    return words.first?.split(separator: ".").first.map(String.init)
  }

  private static let accessLevels: Set = [
    "public", "package", "internal", "fileprivate", "private",
  ]

  private static let importKinds: Set = [
    "struct", "class", "enum", "protocol", "typealias", "func", "let", "var",
  ]
}
