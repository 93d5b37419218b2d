/// A reader who follows a link arrives.
struct CatalogLinkRule: HouseRule {
  let promise = "Every link to a page of the catalog finds its file."

  private static let catalog = "Sources/Xylem/Xylem.docc/"

  func offences(in tree: SourceTree) -> [Offence] {
    let pages = tree.files.filter { $0.path.hasPrefix(Self.catalog) && $0.path.hasSuffix(".md") }
    let names = Set(pages.map(\.name))
    return tree.files.filter { $0.path.hasPrefix("Sources/Xylem/") }.flatMap { file in
      file.lines.indices.flatMap { line in
        targets(in: file.lines[line]).filter { !names.contains($0) }.map {
          file.offence(line, "links to \($0), which is no page")
        }
      }
    }
  }

  private func targets(in line: String) -> [String] {
    guard line.contains("<doc:") else { return [] }
    return line.matches(of: #/<doc:([^>#]*)[^>]*>/#).map { match in
      String(match.1.split(separator: "/").last ?? "")
    }
  }
}
