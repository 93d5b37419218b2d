/// The README's map names only folders that exist.
///
/// A folder is named as text that starts with one of the package's top folders and a slash, in
/// backticks, a table or a block. Names with a wildcard or an ellipsis stand for many.
struct ReadmeRule: HouseRule {
  private static let tops: Set = [
    "Sources", "Tests", "Benchmarks", "Fuzz", "Docs", "Examples", "Scripts", "Tools",
  ]

  func offences(in tree: SourceTree) -> [Offence] {
    let lines = tree.pages["README.md"]?.split(separator: "\n", omittingEmptySubsequences: false)
    return (lines ?? []).enumerated().flatMap { line, text in
      Self.places(in: String(text)).filter { !Self.exists($0, in: tree) }.map {
        Offence(file: "README.md", line: line + 1, what: "there is no \($0)")
      }
    }
  }

  private static func places(in line: String) -> [String] {
    line.split { " `|()[]<>\",;:".contains($0) }.map(String.init).filter { text in
      text.contains("/") && tops.contains(String(text.prefix { $0 != "/" }))
    }
  }

  private static func exists(_ place: String, in tree: SourceTree) -> Bool {
    if place.contains("*") || place.contains("…") { return true }
    let parts = place.split(separator: "/")
    let path = parts.joined(separator: "/")
    // A full stop may end the sentence instead of the name.
    let sentence = path.hasSuffix(".") ? String(path.dropLast()) : path
    return tree.paths.contains { $0 == path || $0 == sentence || $0.hasPrefix(sentence + "/") }
  }
}
