import Foundation

/// What was there when a promise was found broken: the store as it was before it was opened to
/// compare, and the lines of the life before.
enum Evidence {
  private static var path: String { Scratch.shared.path + "/evidence" }

  /// Remembers the lines of a life; what was remembered of earlier ones goes.
  static func remember(_ reports: String) {
    try? FileManager.default.removeItem(atPath: path)
    try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try? Data(reports.utf8).write(to: URL(fileURLWithPath: path + "/reports"))
  }

  /// Remembers a store that is about to be opened.
  static func remember(store: String) {
    try? FileManager.default.removeItem(atPath: path + "/store")
    try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try? FileManager.default.copyItem(atPath: store, toPath: path + "/store")
  }

  /// Keeps what is remembered beyond the end of this run; where, if there is anything.
  static func keep() -> String? {
    let kept = Scratch.shared.path + "-evidence"
    try? FileManager.default.removeItem(atPath: kept)
    do { try FileManager.default.moveItem(atPath: path, toPath: kept) } catch { return nil }
    return kept
  }
}
