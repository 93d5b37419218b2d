/// What a store takes of memory at one moment.
public struct MemoryStatistics: Hashable, Sendable {
  /// Bytes of the tables of tasks, queues, kinds and unique keys, and of the batches that are being
  /// filled and committed. Tables never shrink; batches do.
  public let bytes: Int
  /// Bytes of pages that were changed while a checkpoint is written, so that they are there twice,
  /// and of a few that are kept for the next one. The ceiling does not count them.
  public let checkpointBytes: Int
  /// The part of ``bytes`` that is vacant: new tasks take it before any more memory.
  public let vacantBytes: Int
  /// The most that ``bytes`` may become by new work; `nil` when nothing bounds it.
  public let ceiling: Int?
}
