/// Words that stand for work left undone, and modules and paths that have no place here.
struct WordRule: HouseRule {
  private static let unfinished: Set = ["TODO", "FIXME", "XXX", "HACK"]
  private static let machinePaths = ["/home/", "/root/", "/tmp/", "/work/"]

  func offences(in tree: SourceTree) -> [Offence] {
    tree.files.flatMap { file in
      wordOffences(in: file) + pathOffences(in: file)
        + file.imports.filter { $0.module == "XCTest" }.map {
          file.offence(at: $0.line, "tests are written with Swift Testing")
        }
    }
  }

  private func wordOffences(in file: SourceFile) -> [Offence] {
    file.unquoted.enumerated().flatMap { line, text in
      text.words.filter(Self.unfinished.contains).map { file.offence(at: line, "says \($0)") }
    }
  }

  private func pathOffences(in file: SourceFile) -> [Offence] {
    guard file.isSource else { return [] }
    return file.lines.enumerated().flatMap { line, text in
      Self.machinePaths.filter { text.contains($0) }.map {
        file.offence(at: line, "names a path of some machine: \($0)")
      }
    }
  }
}
