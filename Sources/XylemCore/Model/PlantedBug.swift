/// The bugs that the simulator must find, compiled in only with the trait `PlantedBugs`.
///
/// Each is one condition at the place where a real mistake could be made. A suite that lets one of
/// them live proves nothing about the code it tests.
package enum PlantedBug: String, CaseIterable, Sendable {
  /// Waiters are released before the sync.
  case acknowledgeBeforeSync
  /// A frame's body checksum is not compared.
  case ignoreFrameChecksum
  /// A record's own checksum is not compared.
  case ignoreRecordChecksum
  /// The directory of segments is not synced after a segment was made.
  case forgetDirectorySync
  /// Frames left over in a recycled segment are taken for new ones.
  case reuseStaleFrame
  /// A retried task keeps its old number of failures.
  case loseRetryCount
  /// A failed sync is tried again and its success believed.
  case retryFailedSync
  /// A token of an earlier delivery is accepted.
  case acceptStaleToken
  /// Recovery forgets that a lease was counted.
  case loseDeliveryCount
  /// Damage below the watermark is cut like a torn tail.
  case cutRotLikeATornTail
  /// A segment is recycled by the live bytes of now instead of those a checkpoint covers.
  case retireUncoveredSegment
  /// A checkpoint forgets how often its tasks have failed.
  case forgetFailuresInCheckpoint
  /// A damaged checkpoint is trusted.
  case ignoreCheckpointChecksum
  /// A retried task becomes ready at once.
  case forgetBackoff
  /// A completed task gives up its unique key only in memory, not in replay.
  case keepUniqueKeyOfFinished
  /// An atomic batch may be split over two frames.
  case splitAtomicBatch
  /// A new epoch is told before it is synced, so that its tokens may come twice.
  case forgetEpochSync
  /// Recovery takes frames for durable that may be in the page cache only.
  case forgetUnmarkedFrames
  /// Recovery takes a seal for durable that may be in the page cache only.
  case forgetUnsyncedSeal
  /// The segment a checkpoint replays from is recycled when nothing in it is alive.
  case retireTailOfCheckpoint
  /// Segments are recycled that only the older checkpoint needs.
  case trustOneCheckpoint
  /// Whoever waits for the open batch is not told when a commit or maintenance fails.
  case forgetWaiters
  /// The epoch of a token is not compared.
  case forgetTokenEpoch
  /// A task that was given back keeps the delivery counted.
  case countReleasedDelivery
  /// A checkpoint forgets that a queue is paused.
  case forgetPauseInCheckpoint
  /// The header of a segment is not synced before the seal that points to it.
  case forgetHeaderSync
  /// Prepared segments of a process that died are used, though their names may not be durable.
  case adoptPreparedSegments
  /// A replayed dead letter keeps its old deliveries.
  case keepDeliveriesOfReplayed
  /// Each command of a batch sees the pauses from before the batch.
  case forgetPausesOfGroup
  /// A checkpoint gets its number before it is synced.
  case forgetCheckpointSync
  /// A segment that was cut short is read as far as it goes.
  case trustShortSegment
  /// A prepared segment gets its number before it is synced.
  case nameUnsyncedSegment
  /// A header that the medium fails to return is taken for a damaged one.
  case takeSilenceForDamage
  /// A whole record is believed whatever task it belongs to.
  case believeAnyRecord
  /// Bytes that a medium gave back wrongly once are taken for damaged.
  case believeFirstRead
  /// Unsynced frames are written again as they were read, right or wrong.
  case rewriteFirstRead
}

#if PlantedBugs
  /// The planted bug in force, if any. Written once, before any store is opened.
  nonisolated(unsafe) package var plantedBug: PlantedBug?

  /// Whether `bug` is in force.
  @inline(__always)
  package func isPlanted(_ bug: PlantedBug) -> Bool { plantedBug == bug }
#else
  /// Always false: without the trait no planted bug exists in the program.
  @inline(__always)
  package func isPlanted(_ bug: PlantedBug) -> Bool { false }
#endif
