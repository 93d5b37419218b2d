/// What the rules need of `Package.swift`, read from its text.
struct Manifest: Sendable {
  /// Without comments.
  let text: String
  /// Every target.
  let targets: [ManifestTarget]

  /// Reads the manifest's text.
  init(_ text: String) {
    let uncommented = SourceMask(text).text(keeping: [.code, .string])
    self.text = uncommented
    let kinds = [".target(", ".executableTarget(", ".testTarget("]
    targets = kinds.flatMap { kind in
      uncommented.balanced(after: kind).compactMap {
        ManifestTarget(arguments: $0, isTest: kind == ".testTarget(")
      }
    }
  }

  /// The target a file belongs to: the one with the longest folder that holds it.
  func target(of path: String) -> ManifestTarget? {
    targets.filter { path.hasPrefix($0.path + "/") }.max { $0.path.count < $1.path.count }
  }

  /// The line, counted from 1, on which `snippet` first appears.
  func line(of snippet: String) -> Int {
    guard let found = text.firstRange(of: snippet) else { return 1 }
    return text[..<found.lowerBound].count { $0 == "\n" } + 1
  }
}
