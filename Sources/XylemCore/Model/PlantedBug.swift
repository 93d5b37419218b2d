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
  /// A record is relocated although its task has another one by now.
  case relocateAnything
  /// A cold segment's records are named before they are synced.
  case nameUnsyncedCopy
  /// A cold segment goes while records that moved into it are not covered by a checkpoint.
  case retireUncoveredColdSegment
  /// A relocated record goes on counting for the segment it lay in.
  case countRelocatedTwice
  /// The next checkpoint is numbered after any file that bears a checkpoint's name.
  case countStrayCheckpoints
  /// A segment that was cut short is recycled as it is.
  case recycleShortSegment
  /// A header that the medium fails to return is taken for a damaged one.
  case takeSilenceForDamage
  /// A whole record is believed whatever task it belongs to.
  case believeAnyRecord
  /// A frame that lies at another place than its own proves nothing.
  case forgetMisplacedProof
  /// Proof that a record was synced is not looked for behind damage.
  case forgetLaterWatermarks
  /// Bytes that a medium gave back wrongly once are taken for damaged.
  case believeFirstRead
  /// Unsynced frames are written again as they were read, right or wrong.
  case rewriteFirstRead
  /// Frames do not say what is synced.
  case forgetWatermark
  /// A frame says that what is only written is synced.
  case claimUnsynced
  /// The seal and the frames before it are not synced before the next segment is written to.
  case forgetSealSync
  /// An answer that was read from an open batch is given before its commit.
  case answerBeforeCommit
  /// A lease does not wait for the sync of the tasks in it.
  case leaseUnsyncedTasks
  /// Leases of the process before are not taken back.
  case keepLeasesOfLastEpoch
  /// A checkpoint forgets when tasks expire.
  case forgetExpiryInCheckpoint
  /// A paused queue gives tasks.
  case leaseFromPausedQueue
  /// A task that was given back joins the end of the line.
  case giveBackToEnd
  /// The failure that ends a task is not counted.
  case forgetLastFailure
  /// Two tasks of one group may have the same unique key.
  case forgetKeysOfGroup
  /// A wall clock that is behind the log is believed at opening.
  case followWallBack
  /// The time of the log follows the wall clock.
  case followWall
  /// A task expires one millisecond early.
  case expireEarly
  /// A checkpoint is taken of a batch that is not synced.
  case checkpointUnsyncedBatch
  /// A failed engine goes on committing.
  case commitAfterFailure
  /// A task that kills its process is handed out for ever.
  case ignoreDeliveryLimit
  /// The next task in a row bears the id of the last one.
  case reuseGeneration
  /// A longer lease ends as if it had not been extended.
  case ignoreExtension
  /// An extension makes a lease shorter.
  case shortenLease
  /// A handler that was told to stop loses its lease while it runs on.
  case forgetRenewalOfStopping
  /// Only the oldest lease of a worker is renewed.
  case renewOneLease
  /// A worker that looks for news does not see that a queue was ready before it had slots.
  case loseWakeUp
  /// A failure by time limit is reported before the handler has ended.
  case reportBeforeEnd
  /// The slot of a handler that lost its lease is never free again.
  case leakSlot
  /// Whoever waits for an output is not told when the store goes away.
  case forgetWatchersAtClose
  /// Workers are not told when the store goes away.
  case forgetListenersAtClose
  /// A worker has one slot more than it was given.
  case runOneTooMany
  /// An end that is told before its waiter sleeps is lost.
  case loseEarlyEnding
  /// A worker that was stopped while it took tasks keeps their leases.
  case keepUnstartedLeases
  /// Handlers are cancelled as soon as their worker is told to stop.
  case cancelOnStop
  /// Whoever was cancelled while it waited goes on waiting.
  case ignoreCancelledWait
  /// The timer of a time limit runs on after its handler has ended.
  case leaveLimiter
  /// The handler of a cancelled task is not told.
  case forgetCancellation
  /// A handler's result is thrown away when it returns after its time limit.
  case discardLateResult
  /// A row that changes while a checkpoint is written changes in the checkpoint too.
  case changeFrozenPages
  /// A lease from a queue with a rate takes no permits.
  case forgetPermits
  /// A queue gives one task more at a time than its limit says.
  case leaseOneBeyondLimit
  /// A checkpoint forgets the limits of queues.
  case forgetLimitInCheckpoint
  /// Nobody is told when a queue's rate lets the next task go.
  case forgetOpening
  /// Nobody is told when a lease ends in a queue that was at its concurrency.
  case forgetFreedLease
  /// Verification does not look at the padding of frames.
  case verifySkipsPadding
  /// Salvage forgets that a task was completed.
  case salvageRevivesCompleted
  /// Salvage believes every record of a damaged frame that it can read.
  case salvageTrustsDamagedFrame
  /// Salvage does not say that records are lost, so no task is in doubt.
  case salvageForgetsDoubt
  /// New tasks are taken whatever the ceiling of memory says.
  case ignoreMemoryCeiling
  /// New tasks are refused at the ceiling of memory although vacant rows are there for them.
  case countVacantRows
  /// The open batch takes new work without end.
  case ignoreBatchBound
  /// A record that is damaged when it is read with others is not read again alone.
  case believeRun
  /// Who finds the open batch full is refused instead of waiting.
  case refuseInsteadOfWaiting

  /// Whether only whole programs on the asynchronous layer can show it.
  package var isOfWorkers: Bool {
    switch self {
    case .forgetRenewalOfStopping, .renewOneLease, .loseWakeUp, .reportBeforeEnd, .leakSlot,
      .forgetWatchersAtClose, .forgetListenersAtClose, .runOneTooMany, .loseEarlyEnding,
      .keepUnstartedLeases, .cancelOnStop, .ignoreCancelledWait, .leaveLimiter,
      .forgetCancellation, .discardLateResult, .refuseInsteadOfWaiting:
      true
    default: false
    }
  }
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
