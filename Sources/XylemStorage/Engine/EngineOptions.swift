import XylemCore

/// How an engine is opened.
package struct EngineOptions: Sendable {
  /// Which application's tasks these are; checked when the store exists already.
  package var namespace = "default"
  /// Which environment they belong to; checked when the store exists already.
  package var environment = "development"
  /// The size of each segment file, in bytes, for a new store; an existing one keeps its own.
  package var segmentBytes: UInt32 = 64 << 20
  /// A checkpoint is taken when this many bytes were logged since the last one (and a quarter of
  /// its size); `nil` means one segment.
  package var checkpointLogBytes: UInt64?
  /// Make the directory when it is missing.
  package var createsDirectory = true
  /// Prepared segments kept ahead of the log; the last two are used only by work that frees space.
  package var spareSegments = 3
  /// Segments that are not needed any more are kept for reuse while there are fewer spare ones: a
  /// file that was written before costs no zeros. With the one in use that makes six, the constant
  /// part of what a store takes of the disk.
  package var recycledSegments = 5
  /// Mostly dead segments are emptied as soon as the log takes more than twice what is needed in it
  /// and this many segments.
  package var slackSegments: UInt64 = 6
  /// The most bytes that tables and batches may take by new work, which is refused beyond; `nil`
  /// for no ceiling.
  package var memoryBytesMax: Int?
  /// New work waits while the batch that is being filled has so many bytes.
  package var batchBytesMax = 32 << 20

  /// The usual options.
  package init() {}
}
