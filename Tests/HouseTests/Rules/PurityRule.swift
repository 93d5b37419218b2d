/// The core is arithmetic: the same commands give the same records on every run.
struct PurityRule: HouseRule {
  let promise = "XylemCore waits for nothing, starts nothing and reads no clock."

  func offences(in tree: SourceTree) -> [Offence] {
    tree.sources.filter { $0.path.hasPrefix("Sources/XylemCore/") }.flatMap { file in
      file.code.indices.compactMap { line in
        impurity(of: file.code[line]).map { file.offence(line, "uses \($0)") }
      }
    }
  }

  private static let forbidden: Set<Substring> = [
    "await", "async", "actor", "withCheckedContinuation", "withUnsafeContinuation", "AsyncStream",
    "withTaskGroup", "SystemRandomNumberGenerator", "ContinuousClock", "SuspendingClock",
  ]

  private func impurity(of line: String) -> String? {
    let words = line.split { !$0.isLetter && $0 != "_" }
    if let word = words.first(where: Self.forbidden.contains) { return String(word) }
    if words.contains("Task"), line.contains(#/\bTask\s*(\{|\(|\.detached)/#) { return "Task" }
    let isRandom = words.contains("random") && line.contains(#/\.random\(in: [^,)]*\)/#)
    return isRandom ? "a random number without a generator" : nil
  }
}
