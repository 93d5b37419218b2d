/// A file is read in one go.
struct FileSizeRule: HouseRule {
  let promise = "Files have at most 300 lines in Sources, 500 elsewhere; the median is small."

  private static let shippedMax = 300
  private static let otherMax = 500
  private static let shippedMedianMax = 130

  func offences(in tree: SourceTree) -> [Offence] {
    tooLong(tree.sources) + median(of: tree.sources.filter(\.isShipped))
  }

  private func tooLong(_ files: [SourceFile]) -> [Offence] {
    files.compactMap { file in
      let limit = file.isShipped ? Self.shippedMax : Self.otherMax
      guard file.lines.count > limit else { return nil }
      return file.offence(limit, "has \(file.lines.count) lines, at most \(limit)")
    }
  }

  private func median(of files: [SourceFile]) -> [Offence] {
    let sorted = files.sorted { $0.lines.count < $1.lines.count }
    guard !sorted.isEmpty else { return [] }
    let middle = sorted[sorted.count / 2]
    guard middle.lines.count > Self.shippedMedianMax else { return [] }
    return [middle.offence(0, "the median file has \(middle.lines.count) lines")]
  }
}
