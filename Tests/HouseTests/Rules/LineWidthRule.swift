/// Two files fit side by side.
struct LineWidthRule: HouseRule {
  let promise = "Lines have at most 100 columns."

  private static let columnsMax = 100

  func offences(in tree: SourceTree) -> [Offence] {
    tree.sources.flatMap { file in
      file.lines.indices.filter { isTooWide(file, $0) }.map {
        file.offence($0, "has \(file.lines[$0].count) columns")
      }
    }
  }

  /// An address cannot be broken, and a test's expected text should not be.
  private func isTooWide(_ file: SourceFile, _ line: Int) -> Bool {
    let text = file.lines[line]
    guard text.utf8.count > Self.columnsMax, text.count > Self.columnsMax else { return false }
    let words = file.words[line]
    if words.contains("//"), words.contains("://") { return false }
    let literal = zip(text.utf8, words.utf8).count { $0 != $1 }
    return file.isShipped || text.count - literal > Self.columnsMax
  }
}
