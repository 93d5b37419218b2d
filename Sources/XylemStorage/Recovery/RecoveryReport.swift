import XylemCore

/// What opening a store found and did. Kept by the store for as long as it is open.
public struct RecoveryReport: Hashable, Sendable {
  /// Whether the directory was new.
  public internal(set) var isNewStore = false
  /// The checkpoint that was loaded; `nil` when the whole log was replayed.
  public internal(set) var checkpoint: UInt32?
  /// Checkpoints that could not be read, newest first, with the reason.
  public internal(set) var skippedCheckpoints: [Corruption] = []
  /// Records replayed after the checkpoint.
  public internal(set) var replayedRecords: UInt64 = 0
  /// Where the log was cut because its last write had not been finished, if it was.
  public internal(set) var cut: Cut?
  /// Leases of the process before, taken back.
  public internal(set) var lostLeases: UInt64 = 0
  /// How long opening took until the first command could be given, in microseconds.
  public package(set) var microseconds: UInt64 = 0

  /// A torn tail.
  public struct Cut: Hashable, Sendable {
    /// The segment file, relative to the store's directory.
    public let file: String
    /// Where the unfinished frame starts, in bytes.
    public let offset: UInt64

    init(_ position: LogPosition) {
      file = StoreFileName.segmentPath(position.segment)
      offset = UInt64(position.offset)
    }
  }
}
