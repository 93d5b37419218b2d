/// Files and lines that can be read at a glance.
struct SizeRule: HouseRule {
  static let sourceLinesMax = 300
  static let otherLinesMax = 500
  static let medianMax = 130
  static let columnsMax = 100

  func offences(in tree: SourceTree) -> [Offence] {
    tree.files.flatMap { fileOffences(in: $0) + lineOffences(in: $0) } + medianOffences(in: tree)
  }

  private func fileOffences(in file: SourceFile) -> [Offence] {
    let most = file.isSource ? Self.sourceLinesMax : Self.otherLinesMax
    guard file.lines.count > most else { return [] }
    return [file.offence(at: most, "the file has \(file.lines.count) lines, \(most) at most")]
  }

  private func lineOffences(in file: SourceFile) -> [Offence] {
    file.lines.enumerated().filter { $0.element.count > Self.columnsMax }.map {
      file.offence(at: $0.offset, "\($0.element.count) columns, \(Self.columnsMax) at most")
    }
  }

  private func medianOffences(in tree: SourceTree) -> [Offence] {
    let sizes = tree.files.filter(\.isSource).map(\.lines.count).sorted()
    guard let median = sizes.dropFirst(sizes.count / 2).first, median > Self.medianMax else {
      return []
    }
    let what = "half of all files have \(median) lines or more, \(Self.medianMax) at most"
    return [Offence(file: "Sources", line: 1, what: what)]
  }
}
