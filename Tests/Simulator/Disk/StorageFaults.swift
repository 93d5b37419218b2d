/// What is wrong with the disk. A fresh one has no faults.
package struct StorageFaults: Sendable {
  /// Calls that fail; the first rule that matches decides.
  package var rules: [FaultRule] = []
  /// Reads that give back something wrong, once.
  package var wrongReads: [WrongRead] = []
  /// The bytes all files together may have; nil for a disk without an end.
  package var capacity: UInt64?
  /// Whether a write that does not fit leaves the part that does.
  package var keepsPartOfFullWrite = true
  /// Where to stop the machine. Cleared by a crash and by a process kill.
  package var stop: StopPoint?
  /// A lie: file syncs succeed and make nothing durable.
  package var ignoreFileSync = false
  /// A lie: directory syncs succeed and make nothing durable.
  package var ignoreDirectorySync = false

  /// A healthy disk.
  package init() {}
}
