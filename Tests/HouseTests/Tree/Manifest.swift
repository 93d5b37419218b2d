/// What the rules need to know of the package manifest, read from its text.
struct Manifest: Sendable {
  /// The targets in the order of the manifest.
  let targets: [ManifestTarget]
  /// The manifest itself.
  let file: SourceFile

  /// Reads the calls that declare targets; whatever is built by other means stays unseen.
  init(_ file: SourceFile) {
    self.file = file
    let kinds = ["target", "executableTarget", "testTarget", "systemLibrary"]
    targets = Self.calls(of: kinds, in: file.statements.joined(separator: "\n"))
      .filter { $0.body.hasPrefix("name:") }
      .compactMap(ManifestTarget.init)
  }

  /// The target whose folder holds `path`: the deepest one, if there are several.
  func target(of path: String) -> ManifestTarget? {
    targets.filter { path.hasPrefix($0.path + "/") }.max { $0.path.count < $1.path.count }
  }

  /// The outermost calls `.name(…)` in `text`, with the line each begins in.
  static func calls(of names: [String], in text: String) -> [ManifestCall] {
    var found: [ManifestCall] = []
    var rest = text[...]
    while let dot = rest.firstIndex(of: ".") {
      rest = rest[rest.index(after: dot)...]
      guard let name = names.first(where: { rest.hasPrefix($0 + "(") }) else { continue }
      let body = balanced(rest.dropFirst(name.count))
      let line = text[..<dot].count { $0 == "\n" }
      let inside = body.drop { $0.isWhitespace }
      found.append(ManifestCall(name: name, body: String(inside), line: line))
      rest = rest[body.endIndex...]
    }
    return found
  }

  /// What lies between the bracket `text` begins with and the one that closes it.
  static func balanced(_ text: Substring) -> Substring {
    var depth = 0
    for index in text.indices {
      if "([".contains(text[index]) { depth += 1 }
      if ")]".contains(text[index]) { depth -= 1 }
      if depth == 0 { return text[..<index].dropFirst() }
    }
    return text.dropFirst()
  }
}
