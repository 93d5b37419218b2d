/// A name says what a thing is; these say only that somebody needed a place.
struct NameRule: HouseRule {
  let promise = "No file and no type is a drawer for the rest."

  private static let drawers: Set<Substring> = [
    "Utilities", "Utility", "Utils", "Helpers", "Helper", "Manager", "Misc", "Common",
  ]

  func offences(in tree: SourceTree) -> [Offence] {
    tree.sources.flatMap { file in
      let names = file.path.split { $0 == "/" || $0 == "." || $0 == "+" }
      let isDrawer = names.contains { drawer(in: $0) != nil }
      return (isDrawer ? [file.offence(0, "is named for no idea")] : []) + types(in: file)
    }
  }

  private func types(in file: SourceFile) -> [Offence] {
    let declaration = #/\b(?:struct|class|enum|actor|protocol|typealias) (\w+)/#
    return file.code.indices.compactMap { line in
      guard let match = file.code[line].firstMatch(of: declaration),
        drawer(in: match.1) != nil
      else { return nil }
      return file.offence(line, "\(match.1) is named for no idea")
    }
  }

  /// The part of a name in camel case that is a drawer.
  private func drawer(in name: Substring) -> Substring? {
    var rest = name
    while let end = rest.dropFirst().firstIndex(where: \.isUppercase) {
      if Self.drawers.contains(rest[..<end]) { return rest[..<end] }
      rest = rest[end...]
    }
    return Self.drawers.contains(rest) ? rest : nil
  }
}
