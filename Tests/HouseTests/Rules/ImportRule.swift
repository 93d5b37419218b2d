/// Which modules of others each folder may use; what is not allowed is forbidden.
struct ImportRule: HouseRule {
  let promise = "Only the storage layer sees the system, and the core sees nothing."

  private static let system: Set = ["Glibc", "Darwin", "Musl", "CPosix"]
  private static let foundation: Set = ["Foundation", "FoundationEssentials"]
  private static let integrated: Set = ["Metrics"]
  private static let allowed: [String: Set<String>] = [
    "Sources/XylemCore/": ["CChecksum", "Swift"],
    "Sources/XylemStorage/": system.union(["Swift"]),
    "Sources/Xylem/": foundation,
    "Sources/Xylem/Integrations/": foundation.union(integrated),
    "Sources/XylemTesting/": foundation,
    "Sources/Quickstart/": foundation,
    "Benchmarks/": foundation,
    "Fuzz/": foundation,
    "Tests/RealDisk/": foundation,
    "Tests/Simulate/": foundation,
    "Tests/Simulator/": [],
  ]

  func offences(in tree: SourceTree) -> [Offence] {
    let ours = Set(tree.manifest.targets.map(\.name)).subtracting(Self.system)
    return tree.sources.filter(\.isSwift).flatMap { file in
      let folder = Self.allowed.filter { file.path.hasPrefix($0.key) }
        .max { $0.key.count < $1.key.count }
      return folder.map { foreign(in: file, besides: ours.union($0.value)) } ?? []
    }
  }

  private func foreign(in file: SourceFile, besides allowed: Set<String>) -> [Offence] {
    ImportStatement.all(in: file).filter { found in
      !allowed.contains(found.module) || isNeedless(found, in: file)
    }.map { file.offence($0.line, "must not import \($0.module)") }
  }

  /// What users link takes all of Foundation only where its small part does not exist.
  private func isNeedless(_ found: ImportStatement, in file: SourceFile) -> Bool {
    guard found.module == "Foundation", file.path.hasPrefix("Sources/Xylem") else { return false }
    let conditions = file.code[..<found.line].filter { $0.contains("#") }.suffix(2)
    return conditions.map { $0.filter { $0 != " " } }
      != ["#ifcanImport(FoundationEssentials)", "#else"]
  }
}
