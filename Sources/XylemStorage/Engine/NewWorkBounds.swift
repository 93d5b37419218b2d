import XylemCore

/// What new work may take of disk and memory. Work that frees either goes on beyond.
struct NewWorkBounds {
  /// On a full disk, the segment that only work which frees space may begin.
  var segmentEnd = UInt32.max
  /// The most bytes the open batch may have when new work is added to it.
  let batchBytesMax: Int
  /// The most bytes that tables and batches may take; `.max` for no ceiling.
  let memoryBytesMax: Int
  /// What the batch takes that is being committed.
  var committingBytes = 0

  init(_ options: EngineOptions) {
    batchBytesMax = options.batchBytesMax
    memoryBytesMax = options.memoryBytesMax ?? .max
  }

  /// Whether memory is to be looked at.
  var hasMemoryCeiling: Bool { memoryBytesMax != .max && !isPlanted(.ignoreMemoryCeiling) }
}
