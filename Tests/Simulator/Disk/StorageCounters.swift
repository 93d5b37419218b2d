/// How often each kind of call was made, failed calls included.
package struct StorageCounters: Sendable {
  private var counts = InlineArray<13, Int>(repeating: 0)

  /// The number of calls that change something; a ``StopPoint`` counts these.
  package private(set) var mutating = 0

  /// The number of calls of a kind.
  package subscript(_ kind: StorageCallKind) -> Int { counts[kind.rawValue] }

  /// The number of writes to files.
  package var writes: Int { self[.write] }

  /// The number of file syncs.
  package var syncs: Int { self[.sync] }

  /// The number of directory syncs.
  package var directorySyncs: Int { self[.directorySync] }

  mutating func add(_ kind: StorageCallKind) {
    counts[kind.rawValue] += 1
    if kind.isMutating { mutating += 1 }
  }
}
