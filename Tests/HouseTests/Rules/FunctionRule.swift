/// Functions that fit on a screen.
struct FunctionRule: HouseRule {
  static let sourceLinesMax = 60
  static let otherLinesMax = 80

  func offences(in tree: SourceTree) -> [Offence] {
    tree.files.flatMap { file in
      let most = file.isSource ? Self.sourceLinesMax : Self.otherLinesMax
      return FunctionBody.all(in: file.code).filter { $0.length > most }.map {
        file.offence(at: $0.line, "the function has \($0.length) lines, \(most) at most")
      }
    }
  }
}
