import Simulator
import Testing

/// Seeds that found a bug of the engine. A seed means another run once the worlds draw differently,
/// so each bug is also planted, and `simulate --mutants` finds it anew.
@Suite("Seeds that found a bug")
struct RegressionSeedsTests {
  @Test(
    arguments: [
      // A group that paused a queue twice trapped the process (forgetPausesOfGroup).
      21,
      // Whoever waited when maintenance failed was never told (forgetWaiters).
      21,
      // A truncated segment was taken for the end of the log (trustShortSegment).
      23,
      // A seal that a killed process had written, not synced, was built on (forgetUnsyncedSeal).
      61,
      // A prepared segment of a killed process had no durable name (adoptPreparedSegments).
      1077,
      // The segment a checkpoint replays from was recycled (retireTailOfCheckpoint).
      499,
      // A header that the disk failed to return was taken for a damaged one
      // (takeSilenceForDamage).
      139,
      // A bit that was read wrongly once made a store, a task or a checkpoint look damaged
      // (believeFirstRead).
      12,
      // Frames that were read wrongly once were made durable (rewriteFirstRead).
      74,
      // The last frame, put over earlier ones, no longer proved them synced
      // (forgetMisplacedProof).
      893,
      // A wrong read made a new store look like one without its identity (believeFirstRead).
      404,
    ] as [UInt64])
  func holdsEveryInvariant(seed: UInt64) throws {
    try World(seed: seed).run()
  }

  @Test(
    arguments: [
      // A handler that extended its lease by little lost it (shortenLease).
      0,
      // A handler that was told to stop lost its lease while it ran on (forgetRenewalOfStopping).
      11,
      // A reader slept for a commit on the one thread that closes the store.
      1448,
      // A handler whose task its own worker took again was never told.
      149,
    ] as [UInt64])
  func holdsEveryPromise(seed: UInt64) throws {
    try WorkerWorld(seed: seed).run()
  }
}
