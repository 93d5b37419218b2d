import XylemCore

/// Writes what a survey has found into a new store, through the pipeline of every store.
///
/// Until all of it is there the new store bears a name of its own, so that nobody opens a part of
/// it as the whole.
struct SalvageWriter: ~Copyable {
  /// What the new store is called until it is complete.
  static let unfinished = "unfinished.salvage"
  /// What stands for the lost name of a queue or a kind.
  static let unknown = "salvage.unknown"

  let survey: Survey
  private let engine: Engine
  var source: RecordSource
  /// Made when a record cannot be read for the first time.
  var copies: RecordCopies?
  private(set) var report = SalvageReport()
  private var queues: [QueueName: UInt32] = [:]
  private var kinds: [TaskKind: UInt16] = [:]
  private var keys: Set<String> = []
  private var leases: UInt64 = 0
  private var pendingBytes = 0

  init(_ survey: Survey, into engine: Engine) {
    self.survey = survey
    self.engine = engine
    source = RecordSource(survey.examined.segments)
    report.damages = survey.damages
    report.cut = survey.cut
  }

  /// Writes all of it and returns what was done.
  ///
  /// - Throws: `.poisoned` when the new medium refuses, `.io` when the old one does not answer.
  mutating func run() throws(StoreError) -> SalvageReport {
    let ledger = survey.ledger
    for number in ledger.queues.keys.sorted() {
      guard let queue = ledger.queues[number] else { continue }
      let added = try self.number(ofQueue: queue.name)
      if queue.isPaused { try engine.restore { $1.put(Self.step(.queuePaused(queue: added))) } }
      guard let limit = queue.limit else { continue }
      // Nobody knows how far it was used, so it begins anew.
      let limited = Record.queueLimited(queue: added, limit, arrival: QueueLimit.Arrival())
      try engine.restore { $1.put(Self.step(limited)) }
    }
    for task in ledger.living + ledger.nameless { try salvage(task) }
    try engine.settle()
    return report
  }

  private static func step(_ record: Record) -> Plan.Step { Plan.Step(record: record, bytes: []) }

  private mutating func salvage(_ task: SalvagedTask) throws(StoreError) {
    var task = task
    var reasons: [SalvageReport.Reason] = []
    let affected = survey.ledger.affected(task)
    guard let location = task.location else {
      return lose(affected, .recordLost)
    }
    guard var content = try content(of: &task, at: location) else {
      return lose(affected, .unreadable)
    }
    if let key = content.uniqueKey, !keys.insert(key).inserted {
      content.uniqueKey = nil
      task.isOvertaken = true
    }
    if survey.ledger.isInDoubt(task) {
      reasons.append(.inDoubt)
    } else if task.hasGap {
      reasons.append(.countsInDoubt)
    }
    let queue = survey.ledger.name(ofQueue: task.queue)
    let kind = survey.ledger.kind(of: task)
    if queue == nil || kind == nil {
      // A result is kept as one: nothing delivers it.
      if task.status != .done { bury(&task, &content, "its queue or kind is not known any more") }
      reasons.append(.unnamed)
    } else if task.isOvertaken, task.status != .dead, task.status != .done {
      bury(&task, &content, "another task took its unique key, so it had ended")
      reasons.append(.overtaken)
    }
    let isBuried = reasons.contains(.unnamed) || reasons.contains(.overtaken)
    if task.status == .dead, task.reason == nil, !isBuried {
      reasons.append(.deathLost)
    }
    try write(task, content, queue: queue, kind: kind)
    let known = survey.ledger.affected(task)
    for reason in reasons { lose(known, reason) }
  }

  /// Puts the task aside: as a dead letter it is kept, seen and never delivered by itself.
  private func bury(
    _ task: inout SalvagedTask, _ content: inout SalvagedRecords.Content, _ words: String
  ) {
    content.death = (.unreadable, false, Array(words.utf8))
    (content.uniqueKey, content.expiry) = (nil, nil)
    (task.status, task.reason) = (.dead, nil)
    task.deliveries = max(1, task.deliveries)
  }

  private mutating func lose(_ task: AffectedTask, _ reason: SalvageReport.Reason) {
    report.losses.append(SalvageReport.Loss(task: task, reason: reason))
  }
}

/// Writing the new one.
extension SalvageWriter {
  private mutating func write(
    _ task: SalvagedTask, _ content: SalvagedRecords.Content, queue: QueueName?, kind: TaskKind?
  ) throws(StoreError) {
    let queue = try number(ofQueue: queue ?? QueueName(unchecked: Self.unknownName))
    let kind = try number(ofKind: kind ?? Self.unknownKind)
    leases += UInt64(max(task.deliveries, task.failures) + 2)
    guard leases < UInt64(UInt32.max) else { throw .refused(.limitReached("leases")) }
    let records = SalvagedRecords(task: task, content: content)
    var rest: ArraySlice<[Plan.Step]> = []
    let reference = try engine.restore { state, plan in
      let reference = state.reserve(in: &plan)
      let parts = records.parts(
        as: reference, queue: queue, kind: kind, counter: state.leaseCounter)
      for step in parts[0] { plan.put(step) }
      rest = parts.dropFirst()
      return reference
    }
    for part in rest {
      try engine.restore { _, plan in for step in part { plan.put(step) } }
    }
    report.tasks += 1
    let id = TaskID(
      milliseconds: content.addedAt, storeTag: engine.identity.id.tag, reference: reference)
    report.map(task.reference, to: id)
    pendingBytes += content.payload.count + content.result.count + 64
    guard pendingBytes > Limits.frameBytesTarget else { return }
    pendingBytes = 0
    try engine.settle()
  }

  private static let unknownName: NameText = {
    guard let name = try? NameText(unknown) else { preconditionFailure("it is a name") }
    return name
  }()

  private static var unknownKind: TaskKind {
    TaskKind(
      name: TaskName(unchecked: unknownName), retry: .never, deliveryLimit: 1,
      retentionMilliseconds: 0)
  }

  private mutating func number(ofQueue name: QueueName) throws(StoreError) -> UInt32 {
    if let number = queues[name] { return number }
    guard queues.count < Limits.queuesMax else { throw .refused(.limitReached("queues")) }
    let number = UInt32(queues.count)
    try engine.restore { $1.put(Self.step(.queueAdded(queue: number, name: name))) }
    queues[name] = number
    return number
  }

  private mutating func number(ofKind kind: TaskKind) throws(StoreError) -> UInt16 {
    if let number = kinds[kind] { return number }
    guard kinds.count < Limits.kindsMax else {
      throw .refused(.limitReached("kinds of task"))
    }
    let number = UInt16(kinds.count)
    try engine.restore { $1.put(Self.step(.kindAdded(kind: number, kind))) }
    kinds[kind] = number
    return number
  }
}
