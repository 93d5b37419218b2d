import Foundation

/// A file system in memory, of a size that can be small.
struct MemoryVolume {
  /// Where it is mounted.
  let path: String

  /// Mounts it; `options` are those of tmpfs.
  ///
  /// - Throws: `Skip` without the rights to mount.
  init(named name: String, options: String) throws {
    try Tools.requireRoot()
    path = try Scratch.shared.directory(name)
    let path = path
    guard mount("none", path, "tmpfs", 0, options) == 0 else {
      throw Skip(reason: "tmpfs cannot be mounted: errno \(errno)")
    }
    Scratch.shared.undoLater { umount2(path, Int32(MNT_DETACH)) }
  }

  /// Changes the options of the mounted file system.
  func remount(options: String) throws {
    guard mount("none", path, "tmpfs", UInt(MS_REMOUNT), options) == 0 else {
      throw CheckFailure("tmpfs cannot be changed: errno \(errno)")
    }
  }
}
