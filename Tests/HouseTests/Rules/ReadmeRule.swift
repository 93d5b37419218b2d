/// The front door leads to rooms that exist.
struct ReadmeRule: HouseRule {
  let promise = "The README mentions only files and folders that exist."

  func offences(in tree: SourceTree) -> [Offence] {
    let readme = tree.files.filter { $0.path == "README.md" }
    return readme.flatMap { file in
      file.lines.indices.flatMap { line in
        mentions(in: file.lines[line]).filter { !tree.paths.contains($0) }.map {
          file.offence(line, "mentions \($0), which does not exist")
        }
      }
    }
  }

  private func mentions(in line: String) -> [String] {
    let folders = #/(?:^|[^\w\/.-])((?:Sources|Tests|Benchmarks|Fuzz)(?:\/[\w+-]+(?:\.\w+)*)*)/#
    let links = #/\]\(([^):#]+)(?:#[^)]*)?\)/#
    let inside = line.matches(of: folders).map { String($0.1) }
    let linked = line.matches(of: links).map { $0.1.trimming { $0 == "/" } }
    return inside + linked.filter { !inside.contains($0) }
  }
}
