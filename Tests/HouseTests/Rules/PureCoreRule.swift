/// The core decides; it waits for nothing and knows no clock.
struct PureCoreRule: HouseRule {
  private static let words: Set = [
    "async", "await", "ContinuousClock", "SuspendingClock", "Foundation", "Dispatch",
    "Synchronization",
  ]

  func offences(in tree: SourceTree) -> [Offence] {
    tree.files.filter { $0.path.hasPrefix("Sources/XylemCore/") }.flatMap { file in
      file.code.enumerated().flatMap { line, code in
        impurities(in: code).map { file.offence(at: line, "no \($0) in XylemCore") }
      }
    }
  }

  private func impurities(in code: String) -> [String] {
    let words = code.words
    let startsTask =
      words.contains("Task")
      && ["Task {", "Task.detached", "Task("].contains { code.contains($0) }
    return words.filter(Self.words.contains) + (startsTask ? ["Task"] : [])
  }
}
