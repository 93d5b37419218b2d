/// Modules see only what the manifest lists, and the manifest points only downwards.
struct ArrowRule: HouseRule {
  let promise = "Every import of our own is a listed dependency, and arrows point down."

  /// From the bottom; equals do not see each other.
  private static let floors = [
    ["CChecksum", "CPosix"], ["XylemCore"], ["XylemStorage"], ["Xylem"],
    ["Quickstart", "XylemTesting"],
  ]

  func offences(in tree: SourceTree) -> [Offence] {
    arrows(of: tree.manifest) + tree.sources.flatMap { unlisted(in: $0, tree.manifest) }
  }

  private func floor(_ name: String) -> Int? { Self.floors.firstIndex { $0.contains(name) } }

  private func arrows(of manifest: Manifest) -> [Offence] {
    manifest.targets.filter { $0.path.hasPrefix("Sources/") }.flatMap { target in
      guard let from = floor(target.name) else {
        return [manifest.file.offence(target.line, "\(target.name) is on no floor")]
      }
      let ours = target.dependencies.filter { name in
        manifest.targets.contains { $0.name == name }
      }
      return ours.filter { floor($0).map { $0 >= from } ?? true }.map {
        manifest.file.offence(target.line, "\(target.name) must not see \($0)")
      }
    }
  }

  private func unlisted(in file: SourceFile, _ manifest: Manifest) -> [Offence] {
    guard let target = manifest.target(of: file.path) else {
      let isLost = file.isShipped || file.path.hasPrefix("Benchmarks/")
      return isLost ? [file.offence(0, "belongs to no target")] : []
    }
    if target.isTest { return [] }
    return ImportStatement.all(in: file).filter { found in
      manifest.targets.contains { $0.name == found.module && $0.name != target.name }
        && !target.dependencies.contains(found.module)
    }.map { file.offence($0.line, "\(target.name) does not list \($0.module)") }
  }
}
