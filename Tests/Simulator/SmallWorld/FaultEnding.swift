/// How a process ends whose disk has failed.
enum FaultEnding: CaseIterable {
  /// It dies; the page cache shows everything it wrote.
  case kill
  /// It dies, and the kernel forgets the pages that a failed sync left clean.
  case killAndForget
  /// The power goes with everything that was not synced.
  case powerCut
}

extension Player {
  /// What is left when this life ends here; the player itself stays as it is.
  func crashed(_ ending: FaultEnding) -> Crashed {
    switch ending {
    case .kill: return crashed(.processKill, nil)
    case .powerCut: return crashed(.powerCut, .nothing)
    case .killAndForget:
      let before = session.hasDroppedPages
      session.hasDroppedPages = true
      defer { session.hasDroppedPages = before }
      let crashed = crashed(.processKill, nil)
      crashed.session.disk.dropCleanPages()
      return crashed
    }
  }
}

extension Session {
  /// Whether the engine has failed, or was never opened. One that has stays failed, and nobody is
  /// left waiting; one that has not still works.
  func checkFailure() throws(Violation) -> Bool {
    guard engine != nil else { return true }
    _ = try submit([.tick], .single, .synced)
    if !hasFailed { try commit() }
    if hasFailed {
      guard try submit([try Draft().command], .single, .synced).isEmpty else {
        throw Violation("I13", "a failed engine took a command")
      }
      try commit()
      try maintain()
    }
    guard tickets.isEmpty else { throw Violation("I13", "a waiter was never told") }
    return hasFailed
  }
}
