/// Links between the pages of the catalog lead somewhere.
struct CatalogRule: HouseRule {
  private static let catalog = "Sources/Xylem/Xylem.docc/"

  func offences(in tree: SourceTree) -> [Offence] {
    let pages = tree.pages.filter { $0.key.hasPrefix(Self.catalog) }
    let names = Set(pages.keys.compactMap { $0.split(separator: "/").last.map(String.init) })
    return pages.flatMap { path, text in
      text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
        .flatMap { line, text in
          String(text).linkedPages.filter { !names.contains($0 + ".md") }.map {
            Offence(file: path, line: line + 1, what: "there is no page \($0)")
          }
        }
    }
  }
}

extension String {
  /// The names in `<doc:Name>` and `<doc:Name#Section>`.
  fileprivate var linkedPages: [String] {
    var pages: [String] = []
    var rest = self[...]
    while let start = rest.firstRange(of: "<doc:") {
      rest = rest[start.upperBound...]
      pages.append(String(rest.prefix { $0 != ">" && $0 != "#" }))
    }
    return pages
  }
}
