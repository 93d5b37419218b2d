import XylemCore

/// What was asked since the store was last known for certain, and how much of it must survive.
///
/// The log keeps a prefix of the events, so after a crash the store must equal the base with the
/// first `n` events, for some `n` that is at least the floor of the kind of crash. A group is one
/// event; so is everything that was due at one moment, because what is due and was not written is
/// done again by whoever opens the store.
struct Ledger {
  /// One step of the log's history.
  enum Event {
    case tick
    case commands([Command], [Outcome])
    case open(epoch: UInt32)
    case close
  }

  /// The state before the first of ``events``.
  private var base = ReferenceModel()
  private var events: [(event: Event, time: UInt64)] = []
  /// The number of events that came before the first of ``events``.
  private var dropped = 0
  /// The state after all events: what the engine in memory must be.
  private(set) var live = ReferenceModel()
  /// Events that must survive a power cut.
  private(set) var synced = 0
  /// Events that must survive the death of the process.
  private(set) var written = 0
  /// Events whose loss a later synced frame would betray, even if they were damaged.
  private(set) var marked = 0
  /// Keep events that cannot get lost by a crash, because damage may take them.
  var keepsAll = false

  init() {
    base.isReplaying = true
  }

  /// The number of events so far.
  var count: Int { dropped + events.count }

  /// Does what is due at `now`.
  mutating func tick(at now: UInt64) -> Bool {
    guard live.tick(at: now) else { return false }
    events.append((.tick, now))
    return true
  }

  /// Ends the epoch; nothing changes but the time at which the log ends.
  mutating func close(at now: UInt64) {
    live.beginEvent(now)
    events.append((.close, now))
  }

  /// Carries out what the engine has answered; whether there was something to write.
  mutating func carryOut(
    _ commands: [Command], _ outcomes: [Outcome], at now: UInt64
  ) throws(Disagreement) -> Bool {
    guard try live.carryOut(commands, outcomes, at: now) else { return false }
    events.append((.commands(commands, outcomes), now))
    return true
  }

  /// Notes that the first `count` events were acknowledged as written.
  mutating func noteWritten(_ count: Int) {
    written = max(written, count)
  }

  /// Notes that the first `count` events were acknowledged as synced.
  mutating func noteSynced(_ count: Int) {
    synced = max(synced, count)
    written = max(written, synced)
  }

  /// Notes that a synced frame says that the first `count` events are synced.
  mutating func noteMarked(_ count: Int) throws(Disagreement) {
    marked = max(marked, count)
    if keepsAll { return }
    let old = events.prefix(max(0, marked - dropped))
    for next in old { try Self.apply(next, to: &base) }
    dropped += old.count
    events.removeFirst(old.count)
  }

  /// Offers the states that may be found when at least `floor` events survive, each with the number
  /// of events it has, until `body` takes one.
  func offerCandidates(
    from floor: Int, _ body: (borrowing ReferenceModel, Int) -> Bool
  ) throws(Disagreement) {
    var model = base
    if dropped >= floor, body(model, dropped) { return }
    for (index, next) in events.enumerated() {
      try Self.apply(next, to: &model)
      let count = dropped + index + 1
      if count >= floor, body(model, count) { return }
    }
  }

  /// Starts anew from a state that was found by recovery, and opened at `time`.
  mutating func restart(from found: ReferenceModel, openedAt time: UInt64, epoch: UInt32) {
    self = Ledger()
    base = found
    base.isReplaying = true
    live = found
    live.isReplaying = false
    events = [(.open(epoch: epoch), time)]
    live.open(at: time)
    live.setEpoch(epoch)
    synced = 1
    written = 1
  }

  private static func apply(
    _ next: (event: Event, time: UInt64), to model: inout ReferenceModel
  ) throws(Disagreement) {
    switch next.event {
    case .tick: _ = model.tick(at: next.time)
    case .close: model.beginEvent(next.time)
    case .open(let epoch):
      model.open(at: next.time)
      model.setEpoch(epoch)
    case .commands(let commands, let outcomes):
      _ = try model.carryOut(commands, outcomes, at: next.time)
    }
  }
}
