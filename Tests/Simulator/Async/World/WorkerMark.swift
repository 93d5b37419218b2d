/// Rare things that many runs of whole programs must have seen, as ``Mark`` for the engine.
package enum WorkerMark: Int, CaseIterable, Sendable {
  case clockRanAhead
  case dismissedWhileBusy
  case waitCancelled
  case failedStoreLeft
  case diedInsideCall
  case closedWhileBusy
  case closedWithWaiters
  case powerCut
  case processKilled
  case killedWhileBusy
  case leaseLostWhileRunning
  case leaseLostBeforeStart
  case twoHandlersOfOneTask
  case ranAgainAfterCrash
  case ranAgainAfterSuccess
  case cancelledWhileRunning
  case timeLimitReached
  case drainLimitReached
  case refusedAsFull
  case refusedForMemory
  case refusedAsTooLarge
  case duplicateFound
  case outputWaitedFor
  case outputFoundLater
  case deathTold
  case cancellationTold
  case expiryTold
  case notKeptTold
  case closedTold
  case failureTold
  case groupAdded
  case letterReplayed
  case letterDiscarded
  case pausedWithWork
  case limitedWithWork
  case slotsAllUsed
  case leaseExtended
  case hiredWithoutAllHandlers
}

/// How often each ``WorkerMark`` was reached.
package typealias WorkerMarks = MarkCounts<WorkerMark>
