import Simulator
import XylemCore
import XylemStorage

/// One caller of a store: a queue of its own, and calls that follow each other. It reports each
/// call before it asks and after it was answered.
///
/// Everything it chooses follows from its seed; only what it is handed by leases does not.
final class Lane {
  private let number: Int
  private let queue: QueueName
  /// Begins the keys of all tasks added in this life.
  private let life: String
  private let store: DiskStore
  private let report: (Report) -> Void
  private var generator: SeededGenerator
  private var added = 0
  /// Tasks of this life that were not seen to end, dead letters, and tasks whose result is kept.
  private var living = TaskShelf()
  private var dead = TaskShelf()
  private var kept = TaskShelf()
  /// Completed or cancelled, and told so.
  private var ended: Set<String> = []
  private(set) var failure: StoreError?
  /// The last refusal, if there was one.
  private(set) var refusal: Refusal?
  /// If set, every task is a plain one with a payload of this size, and leased tasks are completed.
  var plainBytes: Int?

  /// Whether nothing is asked for as merely written.
  var isAlwaysSynced = false

  init(
    _ number: Int, of store: DiskStore, life: String, seed: UInt64,
    report: @escaping (Report) -> Void
  ) throws {
    (self.number, self.store, self.life, self.report) = (number, store, life, report)
    queue = try QueueName("lane-\(number)")
    generator = SeededGenerator(seed: seed &+ UInt64(number) &* 7919)
  }

  /// Works until the store fails, or `turns` times.
  func work(turns: Int = .max) throws {
    var turn = 0
    while turn < turns, failure == nil {
      try workOnce()
      turn += 1
    }
    // What has failed must go on failing; if this is acknowledged, the reader of the lines knows.
    if failure != nil { try add() }
  }

  private func workOnce() throws {
    // Enough tasks to choose from, and never so many that looking at them takes long.
    if living.count > 300 {
      try finishSome()
      return
    }
    switch generator.below(16) {
    case 0..<4: try add()
    case 4..<7: try addMany(isGroup: false)
    case 7..<9: try addMany(isGroup: true)
    case 9..<13: try finishSome()
    case 13: try ask([living.any(&generator).map { ($0, .cancel($1)) }], .cancel)
    case 14: try ask([dead.any(&generator).map { ($0, .replay($1)) }], .replay)
    default: try rest()
    }
  }

  /// Asks for one task, synced.
  func add() throws { try call([newTask()], isGroup: false) }

  /// Asks for many tasks, each for itself.
  func addEach(_ count: Int) throws {
    try call((0..<count).map { _ in newTask() }, isGroup: false)
  }

  private func addMany(isGroup: Bool) throws {
    let count = 2 + generator.below(isGroup ? 8 : 30)
    try call((0..<count).map { _ in newTask() }, isGroup: isGroup)
  }

  private func rest() throws {
    if generator.chance(1, in: 3) { return store.engine.requestCheckpoint() }
    let shelf = generator.chance(1, in: 2) ? dead : kept
    try ask([shelf.any(&generator).map { ($0, .discard($1)) }], .discard)
  }

  /// One of several things that might not be there to be asked for.
  private func ask(_ wishes: [(String, Command)?], _ verb: Step.Verb) throws {
    let calls = wishes.compactMap { wish in wish.map { (Step(verb, $0.0), $0.1) } }
    if !calls.isEmpty { try call(calls, isGroup: false) }
  }

  /// Leases some tasks and completes most of them, one by one or together; `false` when there was
  /// none.
  @discardableResult
  func finishSome(_ limit: Int = 24) throws -> Bool {
    let calls = try lease(limit).map { try judgement(on: $0) }
    if calls.isEmpty { return false }
    switch generator.below(3) {
    case 0: for call in calls { try self.call([call], isGroup: false) }
    case 1: try call(calls, isGroup: false)
    default: try call(calls, isGroup: true)
    }
    return true
  }

  /// A read that fails is no failure of the store: the tasks stay leased until it is opened again.
  private func lease(_ limit: Int) throws -> [Delivery] {
    do {
      return try store.lease(1 + generator.below(limit), from: queue)
    } catch let error as StoreError {
      switch error {
      case .poisoned, .closed: fail(error)
      case .corrupt: report(.damaged("\(error)"))
      default: break
      }
      return []
    }
  }

  /// Ends every task that this life knows of, and lets two checkpoints make room.
  func clear() throws {
    while try failure == nil && finishSome(100) {}
    let wishes = [
      living.all.map { (Step(.cancel, $0.0), Command.cancel($0.1)) },
      (dead.all + kept.all).map { (Step(.discard, $0.0), Command.discard($0.1)) },
    ]
    for calls in wishes where failure == nil && !calls.isEmpty {
      try call(calls, isGroup: false)
      store.engine.requestCheckpoint()
    }
    if failure == nil { try add() }
  }

  private func judgement(on delivery: Delivery) throws -> (Step, Command) {
    let key = try Payload.read(delivery.payload).key
    if ended.contains(key) { report(.broken("\(key) was delivered after its end")) }
    if let id = living[key], id != delivery.token.task {
      report(.broken("\(key) has another id than it was given"))
    }
    living[key] = delivery.token.task
    switch plainBytes == nil ? generator.below(10) : 9 {
    case 0..<2:
      return (Step(.fail, key), .fail(delivery.token, Command.Failure(message: "failed \(key)")))
    case 2: return (Step(.release, key), .release(delivery.token, delayMilliseconds: 0))
    default:
      let result = delivery.name == WorkKind.kept.name ? Payload.result(of: key) : []
      return (Step(.complete, key), .complete(delivery.token, result: result))
    }
  }

  private func newTask() -> (Step, Command) {
    added += 1
    let key = "\(life)-\(number)-\(added)"
    if let plainBytes {
      let step = Step(.add, key, size: plainBytes)
      return (step, .enqueue(WorkKind.enqueue(step, to: queue)))
    }
    let verbs: [Step.Verb] = [.add, .add, .addKept, .addUnique, .addDelayed]
    let verb = verbs[generator.below(verbs.count)]
    let sizes = [40, 100, 500, 2_000, 5_000]
    let size = 30 + generator.below(sizes[generator.below(sizes.count)])
    let step = Step(verb, key, size: size)
    return (step, .enqueue(WorkKind.enqueue(step, to: queue)))
  }
}

extension Lane {
  /// Reports, asks, and reports what was answered.
  private func call(_ calls: [(step: Step, command: Command)], isGroup: Bool) throws {
    let durability: Durability =
      !isAlwaysSynced && generator.chance(1, in: 4) ? .written : .synced
    let steps = calls.map(\.step)
    report(.asks(lane: number, durability, isGroup: isGroup, steps))
    do {
      let outcomes = try answer(to: calls.map(\.command), durability, isGroup: isGroup)
      let refused = zip(0..., outcomes).compactMap { (try? $1.get()) == nil ? $0 : nil }
      report(.acknowledged(lane: number, refused: refused))
      for (step, outcome) in zip(steps, outcomes) { note(step, outcome) }
    } catch StoreError.refused(let refusal) {
      self.refusal = refusal
      report(.refused(lane: number))
    } catch let error as StoreError { fail(error) }
  }

  private func answer(
    to commands: [Command], _ durability: Durability, isGroup: Bool
  ) throws -> [Result<Outcome, Refusal>] {
    if isGroup { return try store.runGroup(commands, durability).map { .success($0) } }
    if commands.count > 1 { return try store.runEach(commands, durability) }
    return [.success(try store.run(commands[0], durability))]
  }

  private func fail(_ error: StoreError) {
    failure = failure ?? error
    report(.failed(lane: number, "\(error)"))
  }

  private func note(_ step: Step, _ outcome: Result<Outcome, Refusal>) {
    if case .failure(let refusal) = outcome { self.refusal = refusal }
    guard let outcome = try? outcome.get() else { return }
    switch (step.verb, outcome) {
    case (.add, .enqueued(let id)), (.addKept, .enqueued(let id)),
      (.addDelayed, .enqueued(let id)), (.addUnique, .enqueued(let id)):
      living[step.key] = id
    case (.complete, _):
      kept[step.key] = living.take(step.key)
      ended.insert(step.key)
    case (.cancel, _):
      living[step.key] = nil
      ended.insert(step.key)
    case (.fail, .died): dead[step.key] = living.take(step.key)
    case (.replay, _): living[step.key] = dead.take(step.key)
    case (.discard, _): (dead[step.key], kept[step.key]) = (nil, nil)
    default: break
    }
  }
}
