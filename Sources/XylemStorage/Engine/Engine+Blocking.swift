import XylemCore

/// The way in for threads that may block. One that finds the committing thread asleep commits by
/// itself: there is no faster way to the disk than the thread that has something to write.
extension Engine {
  /// Carries out a command and blocks until its outcome may be believed. While the open batch is
  /// full, it waits for the next one. On a committing thread it traps.
  ///
  /// - Throws: the refusal or failure of the command, or why its commit failed.
  package func submitBlocking(
    _ command: Command, durability: Durability
  ) throws(StoreError) -> Outcome {
    while true {
      let thread = BlockedThread()
      let outcome = submit(
        command, durability: durability, waiter: .thread(thread), mayCommit: true)
      let failure = thread.wait()
      if failure == nil { return try outcome.get() }
      if let failure, failure != .refused(.batchFull) { throw failure }
      try blockUntilRoom()
    }
  }

  private func blockUntilRoom() throws(StoreError) {
    let thread = BlockedThread()
    waitForRoom(.thread(thread))
    if let failure = thread.wait() { throw failure }
  }

  /// Commits on the calling thread, which has taken the seat, and gives the seat back.
  func commitFromSeat() {
    commitOnce()
    let mustWake = lock.withLock {
      guard case .sleep(let milliseconds) = committerStep else { return seat.giveBack(until: 0) }
      return seat.giveBack(until: instant(after: milliseconds))
    }
    if mustWake { commitWanted.signal() }
  }
}
