/// A default build resolves no package of others: each is used only behind a trait that is off.
struct DependencyRule: HouseRule {
  func offences(in tree: SourceTree) -> [Offence] {
    let manifest = tree.manifest
    let products = manifest.text.balanced(after: ".product(")
    let packages = manifest.text.balanced(after: ".package(").compactMap(identity)
    return traitOffences(in: manifest)
      + products.filter { !$0.contains(".when(traits:") }.map {
        offence(at: ".product(" + $0, in: manifest, "a product that no trait guards")
      }
      + packages.filter { package in !products.contains { uses(package, $0) } }.map {
        offence(at: ".package(", in: manifest, "package \($0) is used by no product")
      }
  }

  private func traitOffences(in manifest: Manifest) -> [Offence] {
    manifest.text.balanced(after: ".default(enabledTraits: [").filter { !$0.trimmed.isEmpty }
      .map { offence(at: ".default(", in: manifest, "traits on by default: \($0.trimmed)") }
  }

  private func uses(_ package: String, _ product: String) -> Bool {
    ManifestTarget.value(of: "package", in: product) == package
  }

  private func identity(of arguments: String) -> String? {
    let place = ["name", "url", "path"].lazy.compactMap {
      ManifestTarget.value(of: $0, in: arguments)
    }.first
    let last = place?.split(separator: "/").last.map(String.init)
    return last?.hasSuffix(".git") == true ? last.map { String($0.dropLast(4)) } : last
  }

  private func offence(at snippet: String, in manifest: Manifest, _ what: String) -> Offence {
    Offence(file: "Package.swift", line: manifest.line(of: snippet), what: what)
  }
}
