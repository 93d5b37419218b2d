/// What a directory of a ``MemoryDisk`` holds.
final class MemoryFolder {
  /// What a name stands for.
  enum Entry {
    case folder(MemoryFolder)
    case file(MemoryContent)
  }

  var entries: [String: Entry] = [:]
}
