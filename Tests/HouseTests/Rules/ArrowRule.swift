/// Modules are imported only as the manifest says, and dependencies point one way.
struct ArrowRule: HouseRule {
  /// What may depend on what: only on modules of a lower layer.
  static let layers = [
    "CChecksum": 0, "CPosix": 0, "XylemCore": 1, "XylemStorage": 2, "Xylem": 3, "Quickstart": 4,
  ]

  func offences(in tree: SourceTree) -> [Offence] {
    tree.files.flatMap { importOffences(in: $0, of: tree.manifest) }
      + tree.manifest.targets.flatMap { arrowOffences(of: $0, in: tree.manifest) }
  }

  private func importOffences(in file: SourceFile, of manifest: Manifest) -> [Offence] {
    guard let target = manifest.target(of: file.path) else {
      let isStray = file.path.contains("/")
      return isStray ? [file.offence(at: 0, "belongs to no target of the manifest")] : []
    }
    let own = Set(manifest.targets.map(\.name))
    return file.imports
      .filter { own.contains($0.module) && !target.dependencies.contains($0.module) }
      .map { file.offence(at: $0.line, "\(target.name) does not depend on \($0.module)") }
  }

  private func arrowOffences(of target: ManifestTarget, in manifest: Manifest) -> [Offence] {
    guard let layer = Self.layers[target.name] else { return [] }
    return target.dependencies.filter { Self.layers[$0, default: .max] >= layer }.map {
      Offence(
        file: "Package.swift", line: manifest.line(of: "name: \"\(target.name)\", dep"),
        what: "\(target.name) must not depend on \($0)")
    }
  }
}
