/// Numbers about the log since the store was opened.
public struct LogStatistics: Hashable, Sendable {
  /// Calls of `fdatasync` for commits, seals and segment headers.
  public internal(set) var syncs: UInt64 = 0
  /// Bytes of frames written; seals, segment headers and prepared zeros are not counted.
  public internal(set) var bytesWritten: UInt64 = 0
  /// Commit batches.
  public internal(set) var commits: UInt64 = 0
  /// Records written.
  public internal(set) var records: UInt64 = 0
  /// Checkpoints written.
  public internal(set) var checkpoints: UInt64 = 0
  /// Bytes that were copied into cold segments to empty mostly dead ones.
  public internal(set) var relocatedBytes: UInt64 = 0
  /// Segments recycled or removed.
  public internal(set) var retiredSegments: UInt64 = 0
}
