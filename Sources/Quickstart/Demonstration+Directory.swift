import Foundation

extension Demonstration {
  /// Runs `body` on the files below `directory`, with a fresh directory for the store.
  static func use<Value>(
    _ directory: String, _ body: (Demonstration) async throws -> Value
  ) async throws -> Value {
    let files = FileManager.default
    var isDirectory: ObjCBool = false
    guard files.fileExists(atPath: directory, isDirectory: &isDirectory), isDirectory.boolValue
    else { throw Exit(code: 66, message: "there is no directory \(directory)") }
    let store = files.temporaryDirectory
      .appendingPathComponent("xylem-quickstart-\(UUID().uuidString)")
    try files.createDirectory(
      at: store, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    defer { try? files.removeItem(at: store) }
    let root = URL(fileURLWithPath: directory).standardizedFileURL
    return try await body(
      Demonstration(walk: FileWalk(directory: root, excluded: store), storePath: store.path))
  }
}
