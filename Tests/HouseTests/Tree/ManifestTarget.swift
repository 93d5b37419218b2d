/// A target as the manifest declares it.
struct ManifestTarget: Hashable, Sendable {
  /// The module's name.
  let name: String
  /// The folder of its files.
  let path: String
  /// The targets of this package it may import.
  let dependencies: [String]

  /// Reads the arguments of a target; `nil` when they name none.
  init?(arguments: String, isTest: Bool) {
    guard let name = Self.value(of: "name", in: arguments) else { return nil }
    self.name = name
    path = Self.value(of: "path", in: arguments) ?? (isTest ? "Tests/" : "Sources/") + name
    let list = arguments.balanced(after: "dependencies: [").first ?? ""
    let products = list.balanced(after: ".product(")
    let own = products.reduce(list) { $0.replacing($1, with: "") }
    dependencies = own.literals
  }

  /// The literal that follows `label`.
  static func value(of label: String, in arguments: String) -> String? {
    guard let found = arguments.firstRange(of: "\(label): \"") else { return nil }
    return String(arguments[found.upperBound...].prefix { $0 != "\"" })
  }
}
