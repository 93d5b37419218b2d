import Foundation

/// The package's files, as far as rules look at them.
struct SourceTree: Sendable {
  /// What `Package.swift` says.
  var manifest: Manifest
  /// Every Swift file.
  var files: [SourceFile]
  /// Every Markdown file: its lines by its path.
  var pages: [String: String]
  /// Every file and folder, relative to the package.
  var paths: Set<String>

  /// A tree that exists only in memory.
  init(manifest: String = "", files: [String: String] = [:], pages: [String: String] = [:]) {
    self.manifest = Manifest(manifest)
    self.files = files.map { SourceFile(path: $0.key, text: $0.value) }
    self.pages = pages
    paths = Set(files.keys).union(pages.keys)
  }

  /// The tree of this package.
  static func current() throws -> SourceTree { try read.get() }

  // Every rule reads the same files; reading them once keeps the suite fast.
  private static let read = Result { try SourceTree(root: root) }

  private static var root: URL {
    (0..<4).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }
  }

  private init(root: URL) throws {
    manifest = Manifest(try Self.text(at: "Package.swift", in: root))
    let found = Self.paths(in: root).sorted()
    paths = Set(found)
    files = try found.filter { $0.hasSuffix(".swift") }.map {
      SourceFile(path: $0, text: try Self.text(at: $0, in: root))
    }
    pages = [:]
    for path in found where path.hasSuffix(".md") {
      pages[path] = try Self.text(at: path, in: root)
    }
  }

  private static func text(at path: String, in root: URL) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  /// Hidden files, which is where builds and the repository are, are left out.
  private static func paths(in root: URL) -> [String] {
    let found = FileManager.default.enumerator(
      at: root, includingPropertiesForKeys: nil, options: [.skipsHiddenFiles])
    let prefix = root.path(percentEncoded: false)
    return (found?.compactMap { $0 as? URL } ?? []).map {
      let path = $0.path(percentEncoded: false)
      return String(path.dropFirst(prefix.count)).split(separator: "/").joined(separator: "/")
    }
  }
}
