import Foundation

/// The regular files below a directory. Links are not followed; build products, git's own files
/// and the directory of the store are left out.
struct FileWalk {
  let directory: URL
  let excluded: URL

  /// The paths of all files, or of those not written to since `date`.
  func paths(unchangedSince date: Date = .distantFuture) -> [String] {
    let keys: Set<URLResourceKey> = [
      .isRegularFileKey, .isDirectoryKey, .contentModificationDateKey,
    ]
    let walk = FileManager.default.enumerator(
      at: directory, includingPropertiesForKeys: Array(keys))
    var paths: [String] = []
    while let url = walk?.nextObject() as? URL {
      guard let values = try? url.resourceValues(forKeys: keys) else { continue }
      if values.isDirectory == true, isLeftOut(url) { walk?.skipDescendants() }
      guard values.isRegularFile == true else { continue }
      if values.contentModificationDate ?? date <= date { paths.append(url.path) }
    }
    return paths
  }

  private func isLeftOut(_ url: URL) -> Bool {
    let name = url.lastPathComponent
    return name == ".git" || name.hasPrefix(".build") || url.path == excluded.path
  }
}
