import Foundation

/// Every text of the package that a rule may look at.
struct SourceTree: Sendable {
  /// Swift, C and prose, sorted by path.
  let files: [SourceFile]
  /// Every path in the tree, folders included.
  let paths: Set<String>
  /// What the manifest declares.
  let manifest: Manifest

  /// A tree from memory: the text of each path, and the paths of what is not text.
  init(_ texts: [String: String], others: [String] = []) {
    files = texts.keys.sorted().map { SourceFile(path: $0, text: texts[$0] ?? "") }
    paths = Set((texts.keys + others).flatMap(Self.withFolders))
    let source = files.first { $0.path == "Package.swift" }
    manifest = Manifest(source ?? SourceFile(path: "Package.swift", text: ""))
  }

  /// The Swift and C files.
  var sources: [SourceFile] { files.filter(\.isSource) }

  /// The package this test was compiled from.
  static let package = Result { try SourceTree(readingFrom: root()) }

  private init(readingFrom root: URL) throws {
    let tops = ["Package.swift", "README.md", "Sources", "Tests", "Benchmarks", "Fuzz"]
    let paths = tops.flatMap { Self.paths(at: $0, in: root) }
    var texts: [String: String] = [:]
    for path in paths.filter(Self.isText) {
      texts[path] = try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }
    self.init(texts, others: paths)
  }

  private static func paths(at top: String, in root: URL) -> [String] {
    let url = root.appending(path: top)
    guard FileManager.default.fileExists(atPath: url.path) else { return [] }
    let inside = FileManager.default.enumerator(atPath: url.path)?.compactMap { $0 as? String }
    return [top] + (inside ?? []).map { top + "/" + $0 }
  }

  private static func isText(_ path: String) -> Bool {
    let ending = path.split(separator: ".").last ?? ""
    return ["swift", "c", "h", "md"].contains(ending)
      && !path.split(separator: "/").contains { $0.hasPrefix(".") }
  }

  private static func root() throws -> URL {
    var folder = URL(filePath: #filePath)
    while folder.path != "/" {
      folder.deleteLastPathComponent()
      let manifest = folder.appending(path: "Package.swift").path
      if FileManager.default.fileExists(atPath: manifest) { return folder }
    }
    throw CocoaError(.fileNoSuchFile)
  }

  private static func withFolders(_ path: String) -> [String] {
    let parts = path.split(separator: "/")
    return parts.indices.map { parts[...$0].joined(separator: "/") }
  }
}
