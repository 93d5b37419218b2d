import Xylem
import XylemStorage

/// The end of the run: nothing fails any more, and everything must be done.
extension WorkerWorld {
  /// The longest it may take, in virtual milliseconds: longer than any delay, retry and give-back.
  private static let patience: UInt64 = 300_000

  func drain() throws(Violation) {
    tell("drain")
    disk.faults = StorageFaults()
    isDraining = true
    if life.mayFail || life.hasFailed {
      life.mayFail = true
      life.isGhost = true
      let image = disk.clone()
      image.processKill()
      try layToRest()
      disk = image
      try begin()
    }
    life.isRetiring = true
    for crew in life.crews where crew.isWorking {
      crew.stoppedAt = life.now
      crew.task?.cancel()
    }
    hire(isGeneral: true)
    // One at a time would take longer than anybody waits.
    if unfinishedCount > 50 {
      for kind in ErrandKind.allCases {
        life.start { [life] in await self.limit(kind.options.queue, to: nil, in: life) }
      }
    }
    let start = life.now
    while unfinishedCount > 0 || life.unfinished > 1 {
      for queue in life.paused {
        life.start { [life] in await self.resume(queue, in: life) }
      }
      life.paused = []
      guard life.now < start + Self.patience, try step() else {
        throw Violation("I5", "\(unfinishedCount) tasks are never finished")
      }
    }
    trace.mix(life.now - start)
    try checkAccounts(isFinal: true)
    try layToRest()
  }

  /// Tasks of the store that have not ended.
  private var unfinishedCount: Int {
    life.engine?.look { state in
      Int(state.totals[.ready] + state.totals[.delayed] + state.totals[.leased])
    } ?? 0
  }

  /// What was true when the store was closed is true when it is opened again.
  func lookBack() throws(Violation) {
    disk.processKill()
    try begin()
    try checkAccounts(isFinal: true)
    try layToRest()
    for file in disk.files() { trace.mix(file.bytes) }
  }
}
