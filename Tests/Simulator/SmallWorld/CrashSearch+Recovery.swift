import XylemStorage

/// What must hold after each crash, and crashes inside the recovery.
extension CrashSearch {
  /// Recovers a crashed image, and looks at all that is promised.
  mutating func check(_ crashed: Crashed) throws(Violation) {
    tally.add("images")
    let session = crashed.session
    try session.recover(from: crashed)
    try session.checkStability()
    try session.checkUse()
    marks.add(session.marks)
  }

  /// Cuts short the recovery of several images at each call.
  mutating func crashInsideRecovery(_ player: Player) throws(Violation) {
    for profile in depth {
      var call = 1
      while try cutShort(player.crashed(.powerCut, profile), call) { call += 1 }
    }
  }

  /// Whether the recovery has so many calls.
  private mutating func cutShort(_ crashed: Crashed, _ call: Int) throws(Violation) -> Bool {
    let session = crashed.session
    let wall = session.time.wallMilliseconds()
    let trial = RecoveryTrial.stop(call: call, keptSectors: 0, ending: .powerCut)
    guard try session.attempt(trial) != nil, session.disk.isStopped else { return false }
    tally.add("crash points inside recoveries")
    let endings: [(Ending, PersistenceProfile?)] =
      depth.map { (.powerCut, $0) } + [(.processKill, nil)]
    for (ending, profile) in endings {
      let again = session.fork()
      var draw = SeededGenerator(seed: UInt64(call))
      _ = again.finish(ending, profile, &draw)
      let floor = min(crashed.floor, again.ledger.synced)
      try check(Crashed(session: again, floor: floor, walls: crashed.walls + [wall]))
    }
    return true
  }
}
