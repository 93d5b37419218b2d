import XylemCore

/// What the new store is told of one task: the records that lead to where it stood.
///
/// A task gets there as it did the first time: it is added, leased and given up as often as it was
/// delivered and had failed, and ends in its present status. So the new log is an honest log, and
/// replay and checkpoints work as ever. Between the parts of a long life the task stays leased,
/// because no timer may touch it there.
struct SalvagedRecords {
  /// The bytes of the task, read from the old store.
  struct Content {
    var payload: [UInt8] = []
    var result: [UInt8] = []
    var addedAt: UInt64
    var uniqueKey: String?
    var expiry: UInt64?
    var death = (reason: DeathReason.unreadable, isFailure: false, message: [UInt8]())
  }

  /// Steps in one part; far below what fits into one frame.
  static let stepsMax = 1_000

  let task: SalvagedTask
  let content: Content

  /// All steps in parts that are carried out one after the other. `counter` is the last lease
  /// given.
  func parts(
    as reference: TaskReference, queue: UInt32, kind: UInt16, counter: UInt32
  ) -> [[Plan.Step]] {
    var steps = Steps(reference: reference, counter: counter)
    steps.add(.enqueued(added(reference, queue, kind)), content.payload)
    switch task.status {
    case .ready: steps.deliver(task.deliveries, task.failures)
    case .delayed:
      steps.deliver(task.deliveries, task.failures)
      if steps.hasCycles { steps.release(until: task.due ?? 0) }
    case .leased:
      steps.deliver(task.deliveries - 1, task.failures)
      steps.lease(until: task.due ?? 0)
    case .done:
      steps.deliver(task.deliveries - 1, task.failures)
      steps.lease(until: Limits.instantMillisecondsMax)
      steps.add(.completed(reference, forgetAt: max(1, task.due ?? 1)), content.result)
    case .dead:
      steps.deliver(task.deliveries - 1, task.failures - (content.death.isFailure ? 1 : 0))
      steps.lease(until: Limits.instantMillisecondsMax)
      let died = Record.died(
        reference, reason: content.death.reason, isFailure: content.death.isFailure)
      steps.add(died, content.death.message)
    }
    return steps.parts
  }

  private func added(
    _ reference: TaskReference, _ queue: UInt32, _ kind: UInt16
  ) -> Record.Enqueued {
    let isUntouched = task.status == .delayed && max(task.deliveries, task.failures) == 0
    return Record.Enqueued(
      reference: reference, queue: queue, kind: kind, priority: task.priority,
      at: content.addedAt, due: isUntouched ? task.due : nil, expiry: content.expiry,
      uniqueKey: content.uniqueKey)
  }
}

/// Steps of one task, cut into parts where it is leased.
private struct Steps {
  let reference: TaskReference
  private var counter: UInt32
  private(set) var parts: [[Plan.Step]] = [[]]
  private(set) var hasCycles = false

  init(reference: TaskReference, counter: UInt32) {
    self.reference = reference
    self.counter = counter
  }

  mutating func add(_ record: Record, _ bytes: [UInt8] = []) {
    parts[parts.count - 1].append(Plan.Step(record: record, bytes: bytes))
  }

  mutating func lease(until deadline: UInt64) {
    counter += 1
    add(.leased(reference, counter: counter, deadline: deadline))
    hasCycles = true
  }

  /// Leases that came to nothing: `failures` of them failed, the others were lost. Each failure
  /// takes a delivery, also when that one is not known.
  mutating func deliver(_ deliveries: Int, _ failures: Int) {
    for delivery in 0..<max(0, deliveries, failures) {
      lease(until: Limits.instantMillisecondsMax)
      if parts[parts.count - 1].count >= SalvagedRecords.stepsMax { parts.append([]) }
      if delivery < failures {
        add(.retried(reference, due: 1))
        add(.promoted(reference))
      } else {
        add(.leaseLost(reference))
      }
    }
  }

  /// A lease that is given back counts for nothing.
  mutating func release(until due: UInt64) {
    lease(until: Limits.instantMillisecondsMax)
    add(.released(reference, due: max(1, due)))
  }
}
