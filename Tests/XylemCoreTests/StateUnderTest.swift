import Testing
import XylemCore

/// A state machine with the smallest possible log: records are kept in an array, and their places
/// are made up. Time is a number that the test moves.
struct StateUnderTest: ~Copyable {
  var state: TaskStateMachine
  var now: UInt64 = 1_000_000
  private(set) var log: [(record: Record, location: RecordLocation)] = []
  private(set) var effects: [Effect] = []
  private var plan = Plan()
  private var offset: UInt32 = 4096

  init() {
    state = TaskStateMachine(store: StoreID(first: 0x1234, second: 0x5678), time: 0)
  }

  /// Decides and applies; the timers that are due go first, as in the engine.
  mutating func run(_ commands: [Command], isGroup: Bool = false) throws(Refusal) -> [Outcome] {
    state.openQueues(at: now, effects: &effects)
    while let record = state.recordDue(at: now) { append(record, bytes: 10) }
    state.beginPlan(&plan, isGroup: isGroup)
    var outcomes: [Outcome] = []
    for command in commands {
      outcomes.append(try state.decide(command, at: now, into: &plan))
    }
    let steps = plan.additions + plan.transitions
    for step in steps { append(step.record, bytes: step.bytes.count) }
    return outcomes
  }

  mutating func run(_ command: Command) throws(Refusal) -> Outcome {
    try run([command])[0]
  }

  private mutating func append(_ record: Record, bytes: Int) {
    let length = UInt32(20 + bytes)
    let location = RecordLocation(segment: 1 + offset / 100_000, offset: offset, length: length)
    offset += length
    log.append((record, location))
    do { try state.apply(record, at: location, effects: &effects) } catch {
      Issue.record("\(record) was decided but not applied: \(error)")
    }
  }

  /// The kind of all tasks here, but for how long their results are kept.
  static func kind(keeping milliseconds: UInt64 = 0) -> TaskKind {
    TaskKind(
      name: "send", retry: .fixed(.seconds(2), attempts: 3), deliveryLimit: 2,
      retentionMilliseconds: milliseconds)
  }

  mutating func enqueue(
    _ queue: QueueName = "mail", _ change: (inout Command.Enqueue) -> Void = { _ in }
  ) throws -> TaskID {
    var task = Command.Enqueue(queue: queue, kind: Self.kind(), payload: [1, 2, 3])
    change(&task)
    guard case .enqueued(let id) = try run(.enqueue(task)) else { throw UnexpectedOutcome() }
    return id
  }

  mutating func lease(
    _ limit: Int = 100, _ queue: QueueName = "mail", milliseconds: UInt64 = 10_000
  ) throws -> [LeaseToken] {
    let wish = Command.Lease(
      shares: [(queue: queue, share: limit)], limit: limit, milliseconds: milliseconds)
    guard case .leased(let tasks) = try run(.lease(wish)) else { throw UnexpectedOutcome() }
    let epoch = state.epoch
    return tasks.map { task in
      let id = TaskID(milliseconds: 0, storeTag: state.store.tag, reference: task.reference)
      return LeaseToken(task: id, epoch: epoch, counter: task.counter)
    }
  }

  /// The effects since the last call.
  mutating func takeEffects() -> [Effect] {
    defer { effects = [] }
    return effects
  }

  func status(_ id: TaskID) -> TaskStatus? { state.snapshot(of: id.reference)?.status }

  /// The state as the chunks of a checkpoint.
  func image() -> [UInt8] {
    var writer = ByteWriter()
    _ = state.writeImage(into: &writer, sequence: UInt64(log.count))
    return Array(writer.bytes)
  }
}

/// A command came to something else than the test expects.
struct UnexpectedOutcome: Error {}
