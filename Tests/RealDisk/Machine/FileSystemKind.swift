/// The file systems that can be made to lose their power.
enum FileSystemKind: String, CaseIterable {
  case ext4, xfs

  /// The size of an image, in bytes; smaller ones are refused by the maker.
  var imageBytes: Int {
    switch self {
    case .ext4: 64 << 20
    case .xfs: 320 << 20
    }
  }

  /// The command that makes the file system in an image.
  func make(_ image: String) throws {
    switch self {
    case .ext4: try Program.run("mkfs.ext4", "-q", "-F", image)
    case .xfs: try Program.run("mkfs.xfs", "-q", "-f", image)
    }
  }
}
