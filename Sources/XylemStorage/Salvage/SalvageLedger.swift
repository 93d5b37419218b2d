import XylemCore

/// The state of a store as far as it is proven, kept with the gaps in what is known.
///
/// The tables of the engine cannot stand for that: they refuse a record that does not fit, and here
/// records are missing. A task is *in doubt* when records are lost that came after the last one
/// that is known of it: one of them may have ended it.
struct SalvageLedger {
  /// A queue.
  struct Queue {
    let name: QueueName
    var isPaused: Bool
  }

  let store: StoreID
  private(set) var queues: [UInt32: Queue] = [:]
  private(set) var kinds: [UInt16: TaskKind] = [:]
  /// By row: a later task of the same row proves that the one before has ended.
  private var tasks: [UInt32: SalvagedTask] = [:]
  /// Tasks of which a damaged checkpoint tells everything but which they are.
  private(set) var nameless: [SalvagedTask] = []
  private var holders: [KeyHash: UInt32] = [:]
  /// The last record that is lost; 0 for none.
  private(set) var lostThrough: UInt64 = 0
  private var lastOrder: Int64 = 0
  private var firstOrder: Int64 = 0

  init(store: StoreID) {
    self.store = store
  }

  /// Every task that has not ended, or of which something is kept, in the order of readiness.
  var living: [SalvagedTask] { tasks.values.sorted { $0.order < $1.order } }

  /// Whether a lost record may have ended the task.
  func isInDoubt(_ task: SalvagedTask) -> Bool { task.provenThrough < lostThrough }

  /// The name of a queue, if that is known.
  func name(ofQueue number: UInt32?) -> QueueName? { number.flatMap { queues[$0]?.name } }

  /// What a task's kind stands for, if that is known.
  func kind(of task: SalvagedTask) -> TaskKind? {
    task.definition ?? task.kind.flatMap { kinds[$0] }
  }

  /// What a report says of the task.
  func affected(_ task: SalvagedTask) -> AffectedTask {
    AffectedTask(
      task.reference, addedAt: task.addedAt, store: store, name: kind(of: task)?.name,
      queue: name(ofQueue: task.queue))
  }

  /// Records up to `sequence` cannot be known.
  mutating func lose(through sequence: UInt64) { lostThrough = max(lostThrough, sequence) }
}

/// What records do.
extension SalvageLedger {
  /// Changes what is known by a record that is proven. Its sequence is at least
  /// `sequence`; records that contradict what is known say that others are lost.
  mutating func apply(_ record: Record, at location: RecordLocation, sequence: UInt64) {
    switch record {
    case .queueAdded(let number, let name):
      queues[number] = Queue(name: name, isPaused: queues[number]?.isPaused ?? false)
    case .kindAdded(let number, let definition): kinds[number] = definition
    case .queuePaused(let number): queues[number]?.isPaused = true
    case .queueResumed(let number): queues[number]?.isPaused = false
    case .opened, .closed: break
    case .enqueued(let added): add(added, at: location, sequence)
    default:
      guard let reference = record.task else { return }
      var task = tasks[reference.row] ?? SalvagedTask(reference, provenThrough: 0)
      if task.reference != reference {
        forget(task)
        task = SalvagedTask(reference, provenThrough: 0)
      }
      if isInDoubt(task) { task.hasGap = true }
      task.provenThrough = max(task.provenThrough, sequence)
      let isLiving = change(&task, record, at: location)
      if !isLiving || task.key == nil { releaseKey(of: reference.row) }
      tasks[reference.row] = isLiving ? task : nil
    }
  }

  private mutating func add(
    _ added: Record.Enqueued, at location: RecordLocation, _ sequence: UInt64
  ) {
    if let before = tasks[added.reference.row] { forget(before) }
    var task = SalvagedTask(added.reference, provenThrough: sequence)
    (task.queue, task.kind, task.definition) = (added.queue, added.kind, kinds[added.kind])
    (task.priority, task.addedAt, task.expiry) = (added.priority, added.at, added.expiry)
    (task.due, task.status) = (added.due, added.due == nil ? .ready : .delayed)
    task.location = location
    task.order = nextOrder()
    if let text = added.uniqueKey { hold(hash(of: text), &task) }
    tasks[added.reference.row] = task
  }

  /// A key has one holder, so whoever had it before has given it up by ending.
  mutating func hold(_ key: KeyHash, _ task: inout SalvagedTask) {
    guard let row = task.reference?.row else { return }
    if let holder = holders[key], holder != row {
      tasks[holder]?.isOvertaken = true
      tasks[holder]?.key = nil
    }
    task.key = key
    holders[key] = row
  }

  private func hash(of text: String) -> KeyHash {
    let bytes = Array(text.utf8)
    return SipHash128.hash(bytes.span.bytes, key: SipKey(low: store.first, high: store.second))
  }

  private mutating func forget(_ task: SalvagedTask) {
    if let row = task.reference?.row { releaseKey(of: row) }
  }

  private mutating func releaseKey(of row: UInt32) {
    guard let key = tasks[row]?.key, holders[key] == row else { return }
    holders[key] = nil
  }

  mutating func nextOrder() -> Int64 {
    lastOrder += 1
    return lastOrder
  }

  /// What the transition makes of the task; `false` when it has ended and nothing is kept.
  private mutating func change(
    _ task: inout SalvagedTask, _ record: Record, at location: RecordLocation
  ) -> Bool {
    switch record {
    case .promoted, .leaseLost: ready(&task)
    case .leased(_, _, let deadline):
      task.deliveries = min(task.deliveries + 1, Self.countMax)
      (task.status, task.due) = (.leased, deadline)
    case .extended(_, let deadline): (task.status, task.due) = (.leased, deadline)
    case .completed(_, let forgetAt):
      guard let forgetAt else { return isPlanted(.salvageRevivesCompleted) }
      (task.status, task.due, task.location) = (.done, forgetAt, location)
      (task.expiry, task.key) = (nil, nil)
    case .retried(_, let due):
      task.failures = min(task.failures + 1, Self.countMax)
      (task.status, task.due) = (.delayed, due)
    case .died(_, _, let isFailure):
      if isFailure { task.failures = min(task.failures + 1, Self.countMax) }
      (task.status, task.due, task.reason, task.key) = (.dead, nil, location, nil)
      task.order = nextOrder()
    case .released(_, let due): release(&task, due)
    case .revived:
      (task.failures, task.deliveries, task.reason, task.hasGap) = (0, 0, nil, false)
      (task.expiry, task.key) = (nil, nil)
      ready(&task)
    default: return false
    }
    return true
  }

  /// A row counts no further.
  private static let countMax = 65_535

  private mutating func ready(_ task: inout SalvagedTask) {
    (task.status, task.due) = (.ready, nil)
    task.order = nextOrder()
  }

  private mutating func release(_ task: inout SalvagedTask, _ due: UInt64?) {
    task.deliveries = max(0, task.deliveries - 1)
    if let due {
      (task.status, task.due) = (.delayed, due)
    } else {
      (task.status, task.due) = (.ready, nil)
      firstOrder -= 1
      task.order = firstOrder
    }
  }
}

/// What checkpoints say.
extension SalvageLedger {
  /// Takes a queue or a kind from a checkpoint.
  mutating func adopt(queue number: UInt32, _ name: QueueName, isPaused: Bool) {
    queues[number] = Queue(name: name, isPaused: isPaused)
  }

  /// Takes the meaning of a kind's number from a checkpoint.
  mutating func adopt(kind number: UInt16, _ definition: TaskKind) { kinds[number] = definition }

  /// Takes a task from a checkpoint; one without a reference cannot be named by later records.
  mutating func adopt(_ task: SalvagedTask) {
    var task = task
    guard let row = task.reference?.row else { return nameless.append(task) }
    if let before = tasks[row] {
      forget(before)
      if before.reference == task.reference { task.addedAt = task.addedAt ?? before.addedAt }
    }
    if let key = task.key { hold(key, &task) }
    tasks[row] = task
  }

  /// Takes from a checkpoint that no task has the row.
  mutating func adopt(vacant row: UInt32) {
    guard let task = tasks[row] else { return }
    forget(task)
    tasks[row] = nil
  }
}
