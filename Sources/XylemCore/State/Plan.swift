/// The records that a group of commands was decided into, before any is applied.
///
/// Deciding changes nothing, so the plan remembers what later commands of the group must know:
/// rows already promised, queues and kinds about to be added, tasks and keys already spoken for.
/// Additions come before transitions, because promised rows are those free before the group.
package struct Plan: ~Copyable {
  /// A record and the bytes it carries.
  package struct Step {
    /// What will have happened.
    package let record: Record
    /// Payload, result or message.
    package let bytes: [UInt8]

    /// A record and the bytes it carries.
    package init(record: Record, bytes: [UInt8]) {
      self.record = record
      self.bytes = bytes
    }
  }

  /// The limit that a queue will have, and how far it is used then.
  struct LimitOfQueue {
    let limit: QueueLimit?
    let arrival: QueueLimit.Arrival
  }

  /// Tasks, queues and kinds that are new, in the order they were decided.
  package private(set) var additions: [Step] = []
  /// Everything else, in the order it was decided.
  package private(set) var transitions: [Step] = []
  /// What the records add to the tables.
  package private(set) var newcomers = Additions()
  /// An upper bound of the bytes the records take once encoded.
  package private(set) var bytesBound = 0
  var reservation: PagedTable<TaskRow>.Reservation?
  var touched: Set<TaskReference> = []
  var queues: [QueueName: UInt32] = [:]
  var kinds: [TaskKind: UInt16] = [:]
  var keys: [KeyHash: TaskID] = [:]
  var pauses: [UInt32: Bool] = [:]
  var limits: [UInt32: LimitOfQueue] = [:]
  var leases: UInt32 = 0
  /// Whether the plan is for more than one command, so that they may concern the same task.
  var isGroup = false

  /// A plan that must be begun before it is used.
  package init() {}

  /// Forgets everything, keeps the memory.
  package mutating func begin(isGroup: Bool, reservation: PagedTable<TaskRow>.Reservation) {
    if !additions.isEmpty { additions.removeAll(keepingCapacity: true) }
    if !transitions.isEmpty { transitions.removeAll(keepingCapacity: true) }
    bytesBound = 0
    newcomers = Additions()
    self.reservation = reservation
    self.isGroup = isGroup
    leases = 0
    if !touched.isEmpty { touched.removeAll() }
    if !queues.isEmpty { queues.removeAll() }
    if !kinds.isEmpty { kinds.removeAll() }
    if !keys.isEmpty { keys.removeAll() }
    if !pauses.isEmpty { pauses.removeAll() }
    if !limits.isEmpty { limits.removeAll() }
  }

  /// Whether there is nothing to write.
  package var isEmpty: Bool { additions.isEmpty && transitions.isEmpty }

  // More than the fields of any addition take: a name or a key, and ten varints.
  @usableFromInline static var additionBytes: Int { 96 + Limits.keyBytesMax }

  /// An upper bound of the bytes that an addition of its own takes once encoded.
  @inlinable package static func bytesBound(ofAdditionCarrying payload: [UInt8]) -> Int {
    additionBytes + payload.count
  }

  mutating func add(_ record: Record, carrying bytes: [UInt8] = []) {
    bytesBound += Self.additionBytes + bytes.count
    newcomers.count(record)
    additions.append(Step(record: record, bytes: bytes))
  }

  /// Adds a queue that no other command of the group added.
  mutating func add(_ name: QueueName, as number: UInt32) {
    queues[name] = number
    add(.queueAdded(queue: number, name: name))
  }

  /// Adds a kind that no other command of the group added.
  mutating func add(_ kind: TaskKind, as number: UInt16) {
    kinds[kind] = number
    add(.kindAdded(kind: number, kind))
  }

  /// Adds a record that was decided elsewhere, to be applied after those before it.
  package mutating func put(_ step: Step) {
    switch step.record {
    case .queueAdded, .kindAdded, .enqueued: add(step.record, carrying: step.bytes)
    default:
      bytesBound += Self.bytesBound(ofTransitionCarrying: step.bytes)
      additions.append(step)
    }
  }

  /// An upper bound of the bytes that a change of a task takes once encoded.
  @inlinable package static func bytesBound(ofTransitionCarrying bytes: [UInt8]) -> Int {
    64 + bytes.count
  }

  mutating func change(_ record: Record, carrying bytes: [UInt8] = []) {
    bytesBound += Self.bytesBound(ofTransitionCarrying: bytes)
    transitions.append(Step(record: record, bytes: bytes))
  }

  /// Notes the limit that the queue will have.
  mutating func limit(_ queue: UInt32, _ next: LimitOfQueue, after before: LimitOfQueue) {
    // Once for each queue, however often the group changes it.
    if limits[queue] == nil, before.limit == nil { newcomers.countLimit() }
    limits[queue] = next
    change(.queueLimited(queue: queue, next.limit, arrival: next.arrival))
  }

  /// Marks a task as spoken for; throws `.conflict` when the group did so before.
  mutating func touch(_ task: TaskID) throws(Refusal) {
    guard isGroup else { return }
    guard touched.insert(task.reference).inserted else { throw .conflict(task) }
  }
}
