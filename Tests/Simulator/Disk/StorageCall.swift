/// One call on the disk, as the hook of the virtual file system sees it before it happens.
package struct StorageCall: Sendable {
  /// What is asked.
  package let kind: StorageCallKind
  /// The name of the file, or the path of the directory.
  package let file: String
  /// Where a read or a write starts, in bytes; 0 for all else.
  package var offset: UInt64 = 0
  /// How long a read or a write is, in bytes; 0 for all else.
  package var length: Int = 0

  /// The call in words, for a story.
  var words: String {
    length == 0 ? "\(kind) \(file)" : "\(kind) \(file) \(offset)..<\(offset + UInt64(length))"
  }
}
