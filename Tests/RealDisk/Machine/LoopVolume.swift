import Foundation

/// A file system of its own in an image file, mounted through a loop device.
///
/// The image lies in memory, so that what a cut takes away is decided by the file system and not
/// by how fast the disk below is.
final class LoopVolume {
  /// What becomes of the journal when the power is cut.
  enum Cut: UInt32, CaseIterable {
    /// The journal is written out, the data is not.
    case journalKept = 1
    /// Nothing that was not synced is written.
    case nothingKept = 2
  }

  let kind: FileSystemKind
  /// Where it is mounted.
  let path: String
  private let memory: MemoryVolume
  private let image: String
  private var device = ""

  /// Makes, attaches and mounts it. With `backingBytes` the image may have less room than it
  /// claims.
  ///
  /// - Throws: `Skip` when the machine lacks what that takes.
  init(
    _ kind: FileSystemKind, bytes: Int? = nil, named name: String, backingBytes: Int = 2 << 30
  ) throws {
    try Tools.requireLoopDevices()
    try Tools.require("mkfs.\(kind.rawValue)")
    self.kind = kind
    memory = try MemoryVolume(named: "\(name)-image", options: "size=\(backingBytes)")
    image = memory.path + "/image"
    path = try Scratch.shared.directory(name)
    guard FileManager.default.createFile(atPath: image, contents: nil),
      truncate(image, off_t(bytes ?? kind.imageBytes)) == 0
    else {
      throw CheckFailure("no image: errno \(errno)")
    }
    try kind.make(image)
    device = try Program.run("losetup", "-f", "--show", image)
      .trimmingCharacters(in: .whitespacesAndNewlines)
    let (device, path) = (device, path)
    Scratch.shared.undoLater { _ = try? Program.run("losetup", "-d", device) }
    Scratch.shared.undoLater { umount2(path, Int32(MNT_DETACH)) }
    try mount()
  }

  /// Gives the image more room.
  func grow(to backingBytes: Int) throws { try memory.remount(options: "size=\(backingBytes)") }

  func mount() throws {
    guard Foundation.mount(device, path, kind.rawValue, 0, nil) == 0 else {
      throw CheckFailure("mounting \(device) at \(path) failed with errno \(errno)")
    }
  }

  func unmount() throws {
    // The last process may still be on its way out.
    for _ in 0..<200 {
      if umount2(path, 0) == 0 { return }
      guard errno == EBUSY else { break }
      usleep(5_000)
    }
    throw CheckFailure("unmounting \(path) failed with errno \(errno)")
  }

  /// Cuts the power: from now on every write fails, and what was not synced is gone.
  func cut(_ cut: Cut) throws {
    // _IOR('X', 125, __u32): "going down", the same for both file systems.
    let goingDown: UInt = 0x8004_587D
    let directory = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    defer { close(directory) }
    var flags = cut.rawValue
    guard directory >= 0, ioctl(directory, goingDown, &flags) == 0 else {
      throw CheckFailure("the power of \(path) could not be cut: errno \(errno)")
    }
  }

  /// What switching the machine on again does: the journal is replayed.
  func remount() throws {
    try unmount()
    try mount()
  }
}
