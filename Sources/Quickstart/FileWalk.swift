import Foundation

/// The regular files below a directory. Links are not followed; build products, git's own files
/// and the directory of the store are left out.
struct FileWalk {
  let directory: URL
  let excluded: URL

  func paths() -> [String] {
    let walk = FileManager.default.enumerator(
      at: directory, includingPropertiesForKeys: [.isRegularFileKey, .isDirectoryKey])
    var paths: [String] = []
    while let url = walk?.nextObject() as? URL {
      let values = try? url.resourceValues(forKeys: [.isRegularFileKey, .isDirectoryKey])
      if values?.isRegularFile == true { paths.append(url.path) }
      if values?.isDirectory == true, isLeftOut(url) { walk?.skipDescendants() }
    }
    return paths
  }

  private func isLeftOut(_ url: URL) -> Bool {
    let name = url.lastPathComponent
    return name == ".git" || name.hasPrefix(".build") || url.path == excluded.path
  }
}
