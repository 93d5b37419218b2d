import XylemCore
import XylemStorage

/// The second phase: nothing fails any more, and everything must come to its end.
extension World {
  func drain() throws(Violation) {
    session.tell("drain")
    session.disk.faults = healthy
    session.slowness = nil
    // An engine that failed with nobody waiting says so now.
    _ = try session.submit([.tick], .single, .synced)
    if session.hasFailed {
      let floor = session.end(.powerCut, nil, &draw)
      try session.recover(floor: floor, trials: [])
    }
    session.mayFail = false
    try session.compare()
    session.noteHistory()
    try fillBeforeDraining()
    for queue in session.ledger.live.paused.sorted(by: { $0.text < $1.text }) {
      _ = try session.submit([.resume(queue)], .single, .synced)
    }
    // With many tasks a limit would take more rounds than there are.
    if session.ledger.live.tasks.count > 100 {
      for queue in session.ledger.live.limits.keys.sorted(by: { $0.text < $1.text }) {
        _ = try session.submit([.limit(queue, nil)], .single, .synced)
      }
    }
    var rounds = 0
    while let wait = longestWait() {
      // The last instant lasts for ever; what waits for a later one waits in vain.
      if wait > 0, session.ledger.live.time == ModelClock.latest { break }
      rounds += 1
      guard rounds < 500 else { throw Violation("I5", "the store does not drain") }
      // An open batch keeps its time, and the leases in it would run out before they are used.
      try session.commit()
      session.time.advance(wait)
      try drainOnce()
    }
    session.marks.reach(.drainedWhileFull, if: session.disk.faults.capacity != nil && rounds > 2)
    session.disk.faults = healthy
    let floor = session.end(.close, nil, &draw)
    guard floor == session.ledger.count else { throw Violation("I13", "an ending was not clean") }
    if plan.hasRot { for _ in 0..<4 { try session.checkRot(floor: floor, &draw) } }
    try session.recover(floor: floor, trials: [])
    session.trace.mix(UInt64(session.disk.totalBytes))
    for file in session.disk.files() { session.trace.mix(file.bytes) }
  }

  /// A full disk must not keep anybody from finishing the work there is.
  private func fillBeforeDraining() throws(Violation) {
    guard draw.chance(1, in: 3) else { return }
    for _ in 0..<2 {
      try session.commit()
      try session.maintain()
    }
    session.tell("the disk is full")
    session.disk.faults.capacity = UInt64(session.disk.totalBytes)
    session.hasSeenFullDisk = true
  }

  /// How long until every unfinished task is ready and its queue open; `nil` when there is none.
  private func longestWait() -> UInt64? {
    let live = session.ledger.live
    let openings = live.limits.mapValues { $0.opening(from: live.time) }
    var wait: UInt64?
    for task in live.tasks.values where task.status != .dead && task.status != .done {
      let due = max(task.due ?? 0, openings[task.added.queue] ?? 0)
      wait = max(wait ?? 0, due > live.time ? due - live.time : 0)
    }
    return wait
  }

  private func drainOnce() throws(Violation) {
    let shares = session.ledger.live.queues.sorted { $0.text < $1.text }.map { ($0, 1000) }
    guard !shares.isEmpty else { return }
    let wish = Command.Lease(shares: shares, limit: plan.drainLimit, milliseconds: 1000)
    guard case .leased(let tasks)?? = try session.submit([.lease(wish)], .single, .synced).first
    else { return }
    try session.commit()
    try session.checkDelivery(of: tasks)
    if plan.hasRot { try session.checkDamagedDelivery(of: tasks, &draw) }
    let tokens = tasks.compactMap { session.ledger.live.tasks[$0.reference]?.token }
    if !tokens.isEmpty {
      let outcomes = try session.submit(
        tokens.map { .complete($0, result: [7]) }, .each, .synced)
      guard !outcomes.contains(where: { $0 == nil }) else {
        throw Violation("I5", "a completion was refused: \(outcomes.count) of \(tokens.count)")
      }
    }
    try session.commit()
    try session.maintain()
  }
}
