import Xylem
import XylemStorage

/// The beginnings and ends of lives.
extension WorkerWorld {
  /// Starts the program and opens the store; what was promised must be there.
  func begin() throws(Violation) {
    lives += 1
    let machine = SimulatedMachine(
      disk, time, weights: plan.laneWeights, seed: draw.next())
    machine.note = { [unowned self] in trace.mix($0) }
    life = Life(lives, on: machine, isPunctual: plan.isPunctual || isDraining)
    disk.resetCounters()
    var options = EngineOptions()
    options.segmentBytes = plan.segmentBytes
    options.checkpointLogBytes = plan.checkpointLogBytes
    options.memoryBytesMax = plan.memoryBytesMax
    options.batchBytesMax = plan.batchBytesMax
    life.start { [life, options] in
      do throws(StoreError) {
        life.store = try await TaskStore.open(Self.path, options, on: life.machine)
      } catch { self.fail("I1", "cannot be opened: \(error)") }
    }
    while life.store == nil {
      guard try step() else { throw Violation("I5", "the store was never opened") }
    }
    tell("life \(lives)")
    try checkRecovered()
  }

  /// Ends the life in one of several ways.
  func end() throws(Violation) {
    if !disk.isStopped, life.hasFailed {
      try settleFailure()
      marks.reach(.failedStoreLeft)
      return try kill(draw.chance(1, in: 2))
    }
    if disk.isStopped { marks.reach(.diedInsideCall) }
    if disk.isStopped || draw.chance(2, in: 3) { return try kill(draw.chance(1, in: 2)) }
    marks.reach(.closedWhileBusy, if: !life.running.isEmpty)
    marks.reach(.closedWithWaiters, if: life.waits.contains { !$0.isTold })
    try layToRest()
    disk.faults = StorageFaults()
    disk.processKill()
    if life.mayFail { forgetWritten() }
  }

  /// The store has failed, and everybody must hear of it without being asked.
  private func settleFailure() throws(Violation) {
    life.isRetiring = true
    let start = life.now
    while life.unfinished > 0, life.now < start + 60_000 {
      guard try step() else { break }
    }
    guard life.unfinished == 0 else {
      throw Violation("I13", "\(life.unfinished) were not told that the store failed")
    }
  }

  /// Ends the process, and with a power cut the machine. What the process would have done from now
  /// on happens on a disk that nobody looks at, so that its tasks come to their end too.
  private func kill(_ isPowerCut: Bool) throws(Violation) {
    tell(isPowerCut ? "power cut" : "process killed")
    marks.reach(isPowerCut ? .powerCut : .processKilled)
    marks.reach(.killedWhileBusy, if: !life.running.isEmpty)
    let image = disk.clone()
    image.faults = StorageFaults()
    if isPowerCut {
      image.crash(using: &draw)
      forgetWritten()
    } else {
      image.processKill()
    }
    life.isGhost = true
    try layToRest()
    disk = image
    if isPowerCut, draw.chance(1, in: 3) { time.reboot(steady: UInt64(draw.below(1000))) }
  }

  /// What was asked only to be written may be lost.
  private func forgetWritten() {
    for index in histories.indices where histories[index].answer == .written {
      histories[index].answer = .open
      if !histories[index].isEnded { histories[index].id = nil }
    }
  }

  /// Closes the store; every task of the process must come to its end by that.
  func layToRest() throws(Violation) {
    life.isClosing = true
    life.isRetiring = true
    disk.faults = StorageFaults()
    let start = life.now
    life.start { [store = life.store] in await store?.close() }
    while life.unfinished > 0, life.now < start + 60_000 {
      guard try step() else { break }
    }
    guard life.unfinished == 0 else {
      throw Violation("I5", "\(life.unfinished) tasks of a closed store never end")
    }
    while life.machine.turn() {}
    if let violation { throw violation }
    let sleepers = life.machine.clock.counts.all
    guard sleepers == 0 else { throw Violation("I5", "\(sleepers) tasks sleep on") }
    guard !life.machine.seeded.hasDoubledJob else {
      throw Violation("I5", "a task was resumed twice")
    }
    weak let store = life.store
    life.store = nil
    while life.machine.turn() {}
    guard store == nil else { throw Violation("I5", "the store is held for ever") }
    guard !life.putOutBeacon() else { throw Violation("I5", "a task waits for ever") }
  }
}
