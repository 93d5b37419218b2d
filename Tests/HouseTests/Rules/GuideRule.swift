/// What a reader copies from a guide has been compiled and run.
struct GuideRule: HouseRule {
  let promise = "Every example of a guide stands in a test, line by line."

  private static let guides = "Sources/Xylem/Xylem.docc/Guides/"

  func offences(in tree: SourceTree) -> [Offence] {
    let tests = tree.sources.filter { $0.path.hasPrefix("Tests/") }.map { trimmed($0.lines) }
    let guides = tree.files.filter { $0.path.hasPrefix(Self.guides) && $0.path.hasSuffix(".md") }
    return guides.flatMap { guide in
      examples(in: guide).filter { example in
        !tests.contains { contains($0, example.lines) }
      }.map { guide.offence($0.start, "shows what stands in no test") }
    }
  }

  /// The blocks of Swift, but for manifests, which are no part of a test.
  private func examples(in guide: SourceFile) -> [(start: Int, lines: [String])] {
    var found: [(start: Int, lines: [String])] = []
    var isInside = false
    for (index, line) in guide.lines.enumerated() {
      if line.hasPrefix("```") {
        isInside = !isInside && line == "```swift"
        if isInside { found.append((index, [])) }
      } else if isInside {
        found[found.count - 1].lines.append(line)
      }
    }
    return found.filter { $0.lines.first?.hasPrefix("// swift-tools-version") == false }
      .map { ($0.start, trimmed($0.lines)) }
  }

  private func trimmed(_ lines: [String]) -> [String] { lines.map { $0.trimming { $0 == " " } } }

  private func contains(_ lines: [String], _ part: [String]) -> Bool {
    guard let first = part.first, lines.count >= part.count else { return false }
    return (0...lines.count - part.count).contains { start in
      lines[start] == first && lines[start..<start + part.count].elementsEqual(part)
    }
  }
}
