/// A plain build fetches nothing.
struct PackageRule: HouseRule {
  let promise = "Other packages are used only behind traits that are off by default."

  func offences(in tree: SourceTree) -> [Offence] {
    let file = tree.manifest.file
    let text = file.statements.joined(separator: "\n")
    let packages = Manifest.calls(of: ["package"], in: text)
    let products = Manifest.calls(of: ["product"], in: text)
    return packages.filter { !isGated($0, by: products) }.map {
      file.offence($0.line, "a package without a trait that gates every use")
    }
      + (packages.isEmpty || hasNoDefaults(text)
        ? [] : [file.offence(0, "traits are on by default")])
  }

  private func isGated(_ package: ManifestCall, by products: [ManifestCall]) -> Bool {
    let place = package.string("url") ?? package.string("path") ?? ""
    let identity = place.split(separator: "/").last.map { $0.split(separator: ".")[0] } ?? ""
    let uses = products.filter { $0.string("package")?.lowercased() == identity.lowercased() }
    return !uses.isEmpty && uses.allSatisfy { isGated($0.body) }
  }

  private func isGated(_ use: String) -> Bool {
    use.contains("condition: .when(") && use.contains("traits: [")
  }

  private func hasNoDefaults(_ text: String) -> Bool {
    text.contains(".default(enabledTraits: [])")
  }
}
