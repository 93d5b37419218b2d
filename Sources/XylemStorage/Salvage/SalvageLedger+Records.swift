import XylemCore

/// What records do.
extension SalvageLedger {
  /// Changes what is known by a record that is proven. Its sequence is at least
  /// `sequence`; records that contradict what is known say that others are lost.
  mutating func apply(
    _ decoded: RecordCoder.Decoded, at location: RecordLocation, sequence: UInt64
  ) {
    if case .relocated = decoded.record {
      guard let kept = RecordCoder.kept(decoded, at: location),
        let copy = try? RecordCoder.decode(decoded.bytes)
      else { return }
      return relocate(copy.record, of: kept.task, at: kept.location, sequence: sequence)
    }
    apply(decoded.record, at: location, sequence: sequence)
  }

  /// The same for a record that carries no other.
  mutating func apply(_ record: Record, at location: RecordLocation, sequence: UInt64) {
    switch record {
    case .queueAdded(let number, let name):
      let before = queues[number]
      queues[number] = Queue(
        name: name, isPaused: before?.isPaused ?? false, limit: before?.limit)
    case .kindAdded(let number, let definition): kinds[number] = definition
    case .queuePaused(let number): queues[number]?.isPaused = true
    case .queueResumed(let number): queues[number]?.isPaused = false
    case .queueLimited(let number, let limit, _): queues[number]?.limit = limit
    case .permitsTaken, .opened, .closed, .relocated, .moved: break
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

  /// Takes a new task, whatever was in its row before.
  mutating func add(
    _ added: Record.Enqueued, at location: RecordLocation, _ sequence: UInt64
  ) {
    if let before = tasks[added.reference.row] { forget(before) }
    var task = SalvagedTask(added.reference, provenThrough: sequence)
    task.describe(by: added, kinds[added.kind])
    task.expiry = added.expiry
    (task.due, task.status) = (added.due, added.due == nil ? .ready : .delayed)
    task.location = location
    task.order = nextOrder()
    if let text = added.uniqueKey { hold(hash(of: text), &task) }
    tasks[added.reference.row] = task
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
