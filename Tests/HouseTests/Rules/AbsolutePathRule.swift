/// Nothing shipped knows a particular machine.
struct AbsolutePathRule: HouseRule {
  let promise = "Sources name no absolute path."

  func offences(in tree: SourceTree) -> [Offence] {
    let path = #/(?:^|[^\w.\/~-])(\/(?:home|root|tmp|work|Users)\/)/#
    return tree.files.filter(\.isShipped).flatMap { file in
      file.lines.indices.compactMap { line in
        guard file.lines[line].contains("/"),
          let match = file.lines[line].firstMatch(of: path)
        else { return nil }
        return file.offence(line, "names a path in \(match.1)")
      }
    }
  }
}
