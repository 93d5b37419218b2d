/// Which modules of others a module may import: the engine stands on the kernel alone.
struct ImportRule: HouseRule {
  private static let kernel: Set = ["Glibc", "Darwin", "Musl", "CPosix"]
  private static let allowed: [String: Set<String>] = [
    "XylemCore": ["CChecksum"],
    "XylemStorage": kernel.union(["XylemCore"]),
    "Xylem": ["XylemCore", "XylemStorage", "FoundationEssentials", "Foundation"],
    "Simulator": ["XylemCore", "XylemStorage"],
  ]

  func offences(in tree: SourceTree) -> [Offence] {
    tree.files.flatMap { file in
      let target = tree.manifest.target(of: file.path)?.name ?? ""
      return file.imports.compactMap { line, module in
        complaint(about: module, in: target, file).map { file.offence(at: line, $0) }
      }
    }
  }

  private func complaint(
    about module: String, in target: String, _ file: SourceFile
  ) -> String? {
    if Self.kernel.contains(module), target != "XylemStorage" {
      return "only XylemStorage speaks to the kernel, so no \(module) here"
    }
    if let allowed = Self.allowed[target], !allowed.contains(module) {
      return "\(target) must not import \(module)"
    }
    let prefersEssentials = file.code.contains { $0.contains("canImport(FoundationEssentials)") }
    if target == "Xylem", module == "Foundation", !prefersEssentials {
      return "Foundation only where FoundationEssentials cannot be imported"
    }
    return nil
  }
}
