/// Where synced bytes are damaged.
public struct Corruption: Error, Hashable, Sendable {
  /// The file, relative to the store's directory.
  public let file: String
  /// The offset of the damaged structure in the file, in bytes.
  public let offset: UInt64
  /// What is wrong.
  public let what: String

  /// Damage at `offset` bytes into `file`.
  package init(file: String, offset: UInt64, what: String) {
    self.file = file
    self.offset = offset
    self.what = what
  }
}
