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
    var limit: QueueLimit?
  }

  let store: StoreID
  var queues: [UInt32: Queue] = [:]
  var kinds: [UInt16: TaskKind] = [:]
  /// By row: a later task of the same row proves that the one before has ended.
  var tasks: [UInt32: SalvagedTask] = [:]
  /// Tasks of which a damaged checkpoint tells everything but which they are.
  var nameless: [SalvagedTask] = []
  /// Which row holds a unique key.
  var holders: [KeyHash: UInt32] = [:]
  /// The last record that is lost; 0 for none.
  private(set) var lostThrough: UInt64 = 0
  var lastOrder: Int64 = 0
  var firstOrder: Int64 = 0

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

/// Unique keys and the order of readiness.
extension SalvageLedger {
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

  func hash(of text: String) -> KeyHash {
    let bytes = Array(text.utf8)
    return SipHash128.hash(bytes.span.bytes, key: SipKey(low: store.first, high: store.second))
  }

  mutating func forget(_ task: SalvagedTask) {
    if let row = task.reference?.row { releaseKey(of: row) }
  }

  mutating func releaseKey(of row: UInt32) {
    guard let key = tasks[row]?.key, holders[key] == row else { return }
    holders[key] = nil
  }

  /// The place behind all others.
  mutating func nextOrder() -> Int64 {
    lastOrder += 1
    return lastOrder
  }
}

/// What checkpoints say.
extension SalvageLedger {
  /// Takes a queue or a kind from a checkpoint.
  mutating func adopt(queue number: UInt32, _ name: QueueName, isPaused: Bool) {
    queues[number] = Queue(name: name, isPaused: isPaused)
  }

  /// Takes the limit of a queue from a checkpoint that has told of the queue before.
  mutating func adopt(_ limit: QueueLimit, ofQueue number: UInt32) {
    queues[number]?.limit = limit
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
