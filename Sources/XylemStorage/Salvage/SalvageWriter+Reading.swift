import XylemCore

/// Reading the old store.
extension SalvageWriter {
  /// What the task carries, from `location` or from a copy; `nil` when all are damaged.
  mutating func content(
    of task: inout SalvagedTask, at location: RecordLocation
  ) throws(StoreError) -> SalvagedRecords.Content? {
    if let content = try contentThere(of: &task, at: location) { return content }
    for copy in try copies(of: task, .task) {
      if let content = try contentThere(of: &task, at: copy) { return content }
    }
    return nil
  }

  private mutating func copies(
    of task: SalvagedTask, _ part: Relocation.Part
  ) throws(StoreError) -> [RecordLocation] {
    guard let reference = task.reference else { return [] }
    if copies == nil { copies = try RecordCopies(survey) }
    return copies?[reference, part] ?? []
  }

  private mutating func contentThere(
    of task: inout SalvagedTask, at location: RecordLocation
  ) throws(StoreError) -> SalvagedRecords.Content? {
    var content = SalvagedRecords.Content(addedAt: task.addedAt ?? 0)
    content.expiry = task.expiry
    let expected = task.reference
    let found = try read(location) { record, bytes in
      guard record.task == expected || expected == nil else { return nil as Record? }
      if case .completed = record { content.result = bytes } else { content.payload = bytes }
      return record
    }
    switch (found, task.status) {
    case (.completed, .done): break
    case (.enqueued(let added), .ready), (.enqueued(let added), .delayed),
      (.enqueued(let added), .leased), (.enqueued(let added), .dead):
      content.addedAt = added.at
      task.addedAt = added.at
      task.queue = task.queue ?? added.queue
      if task.key != nil || task.isCompanionLost { content.uniqueKey = added.uniqueKey }
      if task.isCompanionLost { content.expiry = added.expiry }
    default: return nil
    }
    if task.status == .dead { try readDeath(of: &task, into: &content) }
    return content
  }

  private mutating func readDeath(
    of task: inout SalvagedTask, into content: inout SalvagedRecords.Content
  ) throws(StoreError) {
    (content.uniqueKey, content.expiry) = (nil, nil)
    content.death.message = Array("the record of its death is lost".utf8)
    task.deliveries = max(1, task.deliveries)
    guard let reason = task.reason else { return }
    if let death = try death(of: task, at: reason) { return content.death = death }
    for copy in try copies(of: task, .reason) {
      if let death = try death(of: task, at: copy) { return content.death = death }
    }
    task.reason = nil
  }

  private mutating func death(
    of task: SalvagedTask, at location: RecordLocation
  ) throws(StoreError) -> (DeathReason, Bool, [UInt8])? {
    try read(location) { record, bytes in
      guard case .died(let found, let reason, let isFailure) = record,
        found == task.reference || task.reference == nil
      else { return nil }
      return (reason, isFailure, bytes)
    }
  }

  /// What `body` makes of a record; `nil` when it is damaged, or `body` does not want it.
  private mutating func read<Value>(
    _ location: RecordLocation, _ body: (Record, [UInt8]) -> Value?
  ) throws(StoreError) -> Value? {
    do throws(StoreError) {
      return try source.read(location) { (record, bytes) throws(FormatError) in
        body(record, Array(bytes))
      }
    } catch {
      guard case .corrupt = error else { throw error }
      return nil
    }
  }
}
