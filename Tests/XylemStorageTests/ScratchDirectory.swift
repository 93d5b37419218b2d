import Foundation
import Testing

/// A directory of its own for one test, removed with everything in it.
final class ScratchDirectory {
  let path: String

  init() throws {
    var template = Array((NSTemporaryDirectory() + "/xylem-test-XXXXXX").utf8CString)
    guard let made = mkdtemp(&template) else { throw POSIXError(.EIO) }
    path = String(cString: made)
    // Whatever umask another test has just set.
    chmod(path, 0o700)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Runs `body` with a directory that is removed after it, not already after its last use.
  static func use(_ body: (ScratchDirectory) throws -> Void) throws {
    let scratch = try ScratchDirectory()
    try withExtendedLifetime(scratch) { try body(scratch) }
  }

  /// The path of `name` inside.
  func callAsFunction(_ name: String) -> String { path + "/" + name }

  /// The permission bits of `name`.
  func mode(_ name: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: self(name))
    return try #require(attributes[.posixPermissions] as? Int)
  }
}
