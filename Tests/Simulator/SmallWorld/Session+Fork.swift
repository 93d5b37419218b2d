import XylemCore
import XylemStorage

/// Going on from one moment in several ways.
extension Session {
  /// Another session that knows all that this one knows, without an engine, on a copy of the disk.
  func fork() -> Session { fork(on: disk.clone()) }

  /// The same on a disk that is no copy any more.
  func fork(on disk: VirtualFileSystem) -> Session {
    disk.faults.rules = []
    let time = ManualTimeSource(
      wall: time.wallMilliseconds(), steady: time.steadyMilliseconds())
    let fork = Session(disk, time, options, seed: entropySeed)
    (fork.ledger, fork.epoch, fork.openings) = (ledger, epoch, openings)
    (fork.hasFailed, fork.hasDroppedPages) = (hasFailed, hasDroppedPages)
    (fork.hasSeenFullDisk, fork.mayFail) = (hasSeenFullDisk, true)
    fork.story = story
    return fork
  }

  /// Lets the log be quiet, and expects that all of it is synced then and says so.
  func passQuietTime() throws(Violation) {
    for _ in 0..<2 {
      _ = beginBatch()
      engine?.passQuietTime()
      let (all, marked) = (ledger.count, ledger.synced)
      try commit()
      // Nobody waits for a mark, so nobody is told of its failure.
      if case .failure(let error)? = engine?.inspect(waiter: .none, { _ in }) {
        return try noteFailure(error)
      }
      if hasFailed || disk.isStopped { return }
      ledger.noteSynced(all)
      try noteMarked(marked)
    }
  }

  /// Notes that a synced frame says that the first `count` events are synced.
  func noteMarked(_ count: Int) throws(Violation) {
    do throws(Disagreement) { try ledger.noteMarked(count) } catch {
      throw Violation("model", "replay of the model: \(error.words)")
    }
  }
}
