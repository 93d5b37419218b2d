/// A function is understood in one look.
struct FunctionSizeRule: HouseRule {
  let promise = "Functions have at most 60 lines in Sources, 80 elsewhere."

  private static let shippedMax = 60
  private static let otherMax = 80

  func offences(in tree: SourceTree) -> [Offence] {
    tree.sources.flatMap { file in
      let limit = file.isShipped ? Self.shippedMax : Self.otherMax
      return FunctionSpan.all(in: file).filter { $0.count > limit }.map {
        file.offence($0.lines.lowerBound, "\($0.name) has \($0.count) lines, at most \(limit)")
      }
    }
  }
}
