import Foundation

/// A target as the manifest declares it.
struct ManifestTarget: Sendable {
  let name: String
  /// Its folder, relative to the package.
  let path: String
  let isTest: Bool
  /// The targets of this package, and products of others, that it may import.
  let dependencies: [String]
  /// The index of the line it begins in.
  let line: Int

  /// Reads a `.target(…)`; nothing if it has no name.
  init?(_ call: ManifestCall) {
    guard let name = call.string("name") else { return nil }
    self.name = name
    isTest = call.name == "testTarget"
    path = call.string("path") ?? (isTest ? "Tests/" : "Sources/") + name
    dependencies = Self.dependencies(in: call.body)
    line = call.line
  }

  private static func dependencies(in body: String) -> [String] {
    guard let label = body.range(of: "dependencies: ") else { return [] }
    let list = Manifest.balanced(body[label.upperBound...])
    let calls = Manifest.calls(of: ["target", "product", "byName"], in: String(list))
    return calls.compactMap { $0.string("name") } + plainNames(in: list)
  }

  /// The strings of `list` that stand alone, not in a call.
  private static func plainNames(in list: Substring) -> [String] {
    var depth = 0
    var names: [String] = []
    for (index, part) in list.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
    {
      if index % 2 == 1 {
        if depth == 0 { names.append(String(part)) }
      } else {
        depth += part.count { $0 == "(" } - part.count { $0 == ")" }
      }
    }
    return names
  }
}
