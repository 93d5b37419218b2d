import XylemCore
import XylemStorage

/// Lives a small world on a session, until it is over or something ends it.
package final class Player {
  let session: Session
  /// Faults or a stop are set from outside; a step may fail at any call.
  var isDisturbed = false
  /// While an opening is under way, or was cut short: how many events must survive it.
  private(set) var openingFloor: Int?
  private var held: [LeaseToken] = []
  private var past: [LeaseToken] = []

  init() {
    session = Session(
      segmentBytes: SmallWorld.segmentBytes, checkpointLogBytes: 1 << 30, seed: 7)
  }

  /// Whether nothing can be asked of the store any more.
  private var isOver: Bool {
    session.engine == nil || session.hasFailed || session.disk.isStopped
  }

  /// Does one step, or nothing when the life is over.
  func perform(_ step: Step) throws(Violation) {
    session.tell("step \(step)")
    if case .reopen(let ending) = step { return try reopen(ending) }
    if case .dropPages = step { return dropPages() }
    if isOver { return }
    switch step {
    case .give(let act, let durability): try give([act], .single, durability)
    case .group(let acts): try give(acts, .group)
    case .each(let acts): try give(acts, .each)
    case .lease(let limit, let milliseconds): try lease(limit, milliseconds)
    case .stale: try giveStale()
    case .pass(let milliseconds): session.time.advance(milliseconds)
    case .quiet: try session.passQuietTime()
    case .checkpoint: try checkpoint()
    case .maintain: try session.maintain()
    case .fillDisk(let room): fillDisk(room)
    case .makeRoom: session.disk.faults.capacity = nil
    case .failSync: failSync()
    case .dropPages, .reopen: break
    }
  }

  private func give(
    _ acts: [Act], _ form: SubmitForm, _ durability: Durability = .synced
  ) throws(Violation) {
    var commands: [Command] = []
    for act in acts {
      if let command = try command(act) { commands.append(command) }
    }
    guard !commands.isEmpty else { return }
    _ = try session.submit(commands, form, durability)
    if !session.hasFailed { try session.commit() }
  }

  /// The command of an act; `nil` when there is nothing it could be about.
  private func command(_ act: Act) throws(Violation) -> Command? {
    switch act {
    case .enqueue(let draft): return try draft.command
    case .complete(let bytes):
      return token().map { .complete($0, result: [UInt8](repeating: 5, count: bytes)) }
    case .fail(let isPermanent):
      var failure = Command.Failure(message: "no luck")
      failure.isPermanent = isPermanent
      return token().map { .fail($0, failure) }
    case .release(let delay): return token().map { .release($0, delayMilliseconds: delay) }
    case .extend(let time):
      guard let token = token() else { return nil }
      held.insert(token, at: 0)
      return .extend(token, milliseconds: time)
    case .cancel: return oldest([.ready, .delayed, .leased]).map { .cancel($0) }
    case .replay: return oldest([.dead]).map { .replay($0) }
    case .discard: return oldest([.done, .dead]).map { .discard($0) }
    case .pause(let queue): return .pause(try Draft.name(queue))
    case .resume(let queue): return .resume(try Draft.name(queue))
    }
  }

  /// The oldest lease that is still valid.
  private func token() -> LeaseToken? {
    while !held.isEmpty {
      let token = held.removeFirst()
      past.append(token)
      if session.ledger.live.task(token.task)?.token == token { return token }
    }
    return nil
  }

  private func oldest(_ allowed: [TaskStatus]) -> TaskID? {
    session.ledger.live.tasks.values.filter { allowed.contains($0.status) }.map(\.id)
      .min { $0.reference.row < $1.reference.row }
  }

  private func giveStale() throws(Violation) {
    guard let token = (past + held).last else { return }
    _ = try session.submit([.complete(token, result: [])], .single, .synced)
    try session.commit()
  }

  private func lease(_ limit: Int, _ milliseconds: UInt64) throws(Violation) {
    let queues = session.ledger.live.queues.sorted { $0.text < $1.text }
    session.marks.reach(.pausedQueueSkipped, if: !session.ledger.live.paused.isEmpty)
    let wish = Command.Lease(
      shares: queues.map { ($0, 9) }, limit: limit, milliseconds: milliseconds)
    guard !queues.isEmpty,
      case .leased(let tasks)?? = try session.submit([.lease(wish)], .single, .written).first
    else { return }
    held += tasks.compactMap { session.ledger.live.tasks[$0.reference]?.token }
    try session.commit()
    if !isDisturbed { try session.checkDelivery(of: tasks) }
  }

  private func checkpoint() throws(Violation) {
    session.engine?.requestCheckpoint()
    try session.commit()
    try session.maintain()
  }
}

extension Player {
  private func fillDisk(_ room: Int) {
    session.disk.faults.capacity = UInt64(session.disk.totalBytes + room)
    session.hasSeenFullDisk = true
    session.mayFail = true
  }

  private func failSync() {
    let number = session.disk.counters[.sync] + 1
    session.disk.faults.rules.append(FaultRule(.sync, number: number))
    session.mayFail = true
  }

  private func dropPages() {
    guard session.hasFailed, !session.disk.isStopped else { return }
    session.disk.dropCleanPages()
    session.hasDroppedPages = true
  }

  private func reopen(_ ending: Ending) throws(Violation) {
    guard !session.disk.isStopped, session.engine != nil else { return }
    if ending == .close, !session.hasFailed {
      session.closeEngine()
      if session.disk.isStopped { return }
    } else {
      session.engine?.abandon()
    }
    var draw = SeededGenerator(seed: 1)
    let stop = session.disk.faults.stop
    let floor = session.finish(ending, .nothing, &draw)
    session.disk.faults.stop = stop
    past += held
    held = []
    try open(floor: floor)
  }

  /// Opens the store; a stop or a fault may keep it from being opened.
  func open(floor: Int) throws(Violation) {
    let disk = session.disk
    openingFloor = floor
    session.engine = try session.opened(
      disk, mustOpen: !isDisturbed && disk.faults.capacity == nil)
    guard let engine = session.engine, !disk.isStopped else { return }
    // Looking at the store is no part of its life, so it meets no fault.
    let rules = disk.faults.rules
    disk.faults.rules = []
    try session.accept(engine, floor: floor, walls: [session.time.wallMilliseconds()])
    disk.faults.rules = rules
    session.mayFail = session.mayFail || isDisturbed
    session.hasSeenFullDisk =
      session.hasSeenFullDisk || rules.contains { $0.errno == KernelError.noSpace }
    openingFloor = nil
  }
}
