import XylemCore

/// The queue as the design describes it, in plain dictionaries: no rows, no records, no files.
///
/// It is told each command with the engine's answer. It checks that the answer is one the design
/// allows, takes over what the design leaves open (ids, the spread of a retry, the order of equals)
/// and changes itself accordingly. Copies are cheap.
struct ReferenceModel {
  var tasks: [TaskReference: ModelTask] = [:]
  var queues: Set<QueueName> = []
  var paused: Set<QueueName> = []
  var kinds: Set<TaskKind> = []
  /// The most tasks, companions and keys there ever were at a time; memory is kept for them.
  var most = ModelSizes()
  var limits: [QueueName: ModelLimit] = [:]
  var counters = ModelCounters()
  /// The time of the last event.
  var time: UInt64 = 0
  /// Delayed tasks whose time came, and results that were forgotten.
  var promotions = 0
  var forgotten = 0
  var keys: [String: TaskReference] = [:]
  var lastCounter: UInt32 = 0
  var epoch: UInt32 = 0
  var events: Int64 = 0
  /// Nothing is due before this moment.
  var quietUntil: UInt64 = 0
  /// What is carried out was checked before.
  var isReplaying = false

  init() {}

  /// The task with this very id.
  func task(_ id: TaskID) -> ModelTask? {
    guard let task = tasks[id.reference], task.id == id else { return nil }
    return task
  }

  /// Does what is due at `now`; whether anything was.
  mutating func tick(at now: UInt64) -> Bool {
    beginEvent(now)
    guard now >= quietUntil else { return false }
    var hasChanged = false
    for (reference, task) in tasks {
      guard let due = task.due, due <= now else { continue }
      hasChanged = true
      switch task.status {
      case .delayed:
        promotions += 1
        line(up: reference, due)
      case .leased: loseLease(of: reference, due)
      default:
        forgotten += 1
        remove(reference)
      }
    }
    for (reference, task) in tasks where task.status == .ready || task.status == .delayed {
      guard let expiry = task.expiry, expiry <= now else { continue }
      hasChanged = true
      counters.expired += 1
      remove(reference)
    }
    quietUntil = tasks.values.reduce(.max) { min($0, $1.nextMoment) }
    return hasChanged
  }

  /// A new owner: leases of the one before are taken back.
  mutating func open(at now: UInt64) {
    _ = tick(at: now)
    beginEvent(now)
    epoch = 0
    lastCounter = 0
    for (reference, task) in tasks where task.status == .leased { loseLease(of: reference, 0) }
  }

  /// The epoch became known after opening.
  mutating func setEpoch(_ epoch: UInt32) {
    self.epoch = epoch
  }

  /// Why a command must be refused; `nil` when it must be carried out.
  func refusal(of command: Command) -> Refusal? {
    switch command {
    case .enqueue(let task):
      if task.payload.count > Limits.payloadBytesMax {
        return .payloadTooLarge(bytes: task.payload.count)
      }
      guard let key = task.uniqueKey, !(1...Limits.keyBytesMax).contains(key.utf8.count) else {
        return nil
      }
      return .invalidKey(bytes: key.utf8.count)
    case .complete(let token, _), .fail(let token, _), .release(let token, _),
      .extend(let token, _):
      return task(token.task)?.token == token ? nil : .staleToken(token)
    case .cancel(let id): return refusal(id, unless: [.ready, .delayed, .leased])
    case .replay(let id): return refusal(id, unless: [.dead])
    case .discard(let id): return refusal(id, unless: [.done, .dead])
    case .resume(let queue): return queues.contains(queue) ? nil : .unknownQueue(queue)
    case .limit(let queue, let limit):
      if let limit { return Self.refusal(of: limit) }
      return queues.contains(queue) ? nil : .unknownQueue(queue)
    case .relocate: return nil
    case .lease(let wish):
      let isDistinct = Set(wish.shares.map(\.queue)).count == wish.shares.count
      return isDistinct ? nil : .invalidOption("a lease names each queue once")
    case .pause, .tick, .open, .reclaim, .close: return nil
    }
  }

  /// Only what is drawn may be wrong with a limit.
  private static func refusal(of limit: QueueLimit) -> Refusal? {
    guard let concurrency = limit.concurrency, concurrency < 1 else { return nil }
    return .invalidOption("a concurrency is 1 to 1000000, not \(concurrency)")
  }

  private func refusal(_ id: TaskID, unless allowed: [TaskStatus]) -> Refusal? {
    guard let task = task(id) else { return .unknownTask(id) }
    return allowed.contains(task.status) ? nil : .wrongStatus(task.status)
  }

  /// Why a group must be refused: the first command that must be, or that concerns a task which
  /// an earlier one concerns.
  func refusal(ofGroup commands: [Command]) -> Refusal? {
    var touched: Set<TaskReference> = []
    for command in commands {
      if let refusal = refusal(of: command) { return refusal }
      guard let id = command.task else { continue }
      guard touched.insert(id.reference).inserted else { return .conflict(id) }
    }
    return nil
  }

  /// Starts a new event; everything lined up by it stands behind what was lined up before.
  mutating func beginEvent(_ now: UInt64) {
    events += 1
    time = max(time, now)
  }
}
