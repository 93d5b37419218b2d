import XylemCore
import XylemStorage

/// The image that a crash left, and how much of it must be there.
struct Crashed {
  let session: Session
  /// How many events must have survived.
  let floor: Int
  /// When openings were begun that were cut short; each may have left its epoch behind.
  let walls: [UInt64]
}

extension Player {
  /// What is left when this life ends here by `ending`; the player itself stays as it is.
  func crashed(_ ending: Ending, _ profile: PersistenceProfile?) -> Crashed {
    let fork = session.fork()
    var draw = SeededGenerator(seed: UInt64(session.disk.counters.mutating))
    let floor = fork.finish(ending, profile, &draw)
    let walls = openingFloor == nil ? [] : [session.time.wallMilliseconds()]
    return Crashed(session: fork, floor: min(floor, openingFloor ?? .max), walls: walls)
  }
}

extension Session {
  /// Recovers what a crash left, also when there is no room to: then once there is.
  func recover(from crashed: Crashed) throws(Violation) {
    var walls = crashed.walls
    engine = try opened(disk, mustOpen: disk.faults.capacity == nil)
    if engine == nil {
      disk.faults.capacity = nil
      disk.processKill()
      walls.append(time.wallMilliseconds())
      engine = try opened(disk, mustOpen: true)
    }
    guard let engine else { return }
    try accept(engine, floor: crashed.floor, walls: walls + [time.wallMilliseconds()])
  }

  /// Cuts the power again, at once: nothing that was recovered may be lost, and the second
  /// recovery writes nothing but its epoch.
  func checkStability() throws(Violation) {
    disk.faults.capacity = nil
    var draw = SeededGenerator(seed: 0)
    engine?.abandon()
    let floor = finish(.powerCut, .nothing, &draw)
    let before = disk.files()
    try recover(from: Crashed(session: self, floor: floor, walls: []))
    let changed = Self.changedBytes(before, disk.files())
    guard changed <= Self.openingBytesMax else {
      throw Violation("I10", "the second recovery changed \(changed) bytes")
    }
  }

  /// Segment header, seal and frame at most, wherever the log goes on.
  static let openingBytesMax = 512 + 64 + 192

  /// It must be of use, too: work goes on, and everything that is ready can be done.
  func checkUse() throws(Violation) {
    mayFail = false
    _ = try submit([try Draft(queue: "later").command], .single, .synced)
    try commit()
    let queues = ledger.live.queues.sorted { $0.text < $1.text }
    let wish = Command.Lease(shares: queues.map { ($0, 99) }, limit: 99, milliseconds: 1000)
    let outcome = try submit([.lease(wish)], .single, .synced).first
    guard case .leased(let tasks)?? = outcome, !tasks.isEmpty else {
      throw Violation("I5", "nothing was leased after a recovery")
    }
    try commit()
    try checkDelivery(of: tasks)
    let tokens = tasks.compactMap { ledger.live.tasks[$0.reference]?.token }
    _ = try submit(tokens.map { .complete($0, result: []) }, .each, .synced)
    try maintain()
    try compare()
  }
}
