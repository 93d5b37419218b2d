import Foundation

extension ScratchDirectory {
  /// Takes the permission to write from everything under `name`.
  func forbidWriting(_ name: String) throws { try setModes(name, file: 0o400, folder: 0o500) }

  /// Gives it back.
  func allowWriting(_ name: String) throws { try setModes(name, file: 0o600, folder: 0o700) }

  private func setModes(_ name: String, file: Int, folder: Int) throws {
    let manager = FileManager.default
    let below = manager.subpaths(atPath: self(name)) ?? []
    let paths = [self(name)] + below.map { self(name + "/" + $0) }
    for path in paths {
      var isFolder: ObjCBool = false
      _ = manager.fileExists(atPath: path, isDirectory: &isFolder)
      try manager.setAttributes(
        [.posixPermissions: isFolder.boolValue ? folder : file], ofItemAtPath: path)
    }
  }
}
