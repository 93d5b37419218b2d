import Foundation

/// A call such as `.target(name: "X")` in the manifest.
struct ManifestCall: Sendable {
  /// What is called, without the dot.
  let name: String
  /// The text between its parentheses.
  let body: String
  /// The index of the line it begins in.
  let line: Int

  /// The text of the first argument with this label, if it is a plain string.
  func string(_ label: String) -> String? {
    guard let found = body.range(of: label + ": \"") else { return nil }
    return String(body[found.upperBound...].prefix { $0 != "\"" })
  }
}
