import XylemCore

/// A task as far as the files prove it.
struct SalvagedTask {
  /// Which task it is; `nil` when only a damaged checkpoint speaks of it, and not by number.
  let reference: TaskReference?
  /// The number of its queue; `nil` when its own record is lost.
  var queue: UInt32?
  /// The number of its kind, and what that stood for when the task was added.
  var kind: UInt16?
  var definition: TaskKind?
  var priority = Priority.normal
  /// When it was added; `nil` when its own record is lost or not read yet.
  var addedAt: UInt64?
  var expiry: UInt64?
  /// The unique key that it holds.
  var key: KeyHash?
  var status = TaskStatus.ready
  /// Delayed: when it is ready. Leased: when the lease ends. Done: when it is forgotten.
  var due: UInt64?
  var failures = 0
  var deliveries = 0
  /// Where its `enqueued` record is, or `completed` once it is done.
  var location: RecordLocation?
  /// Where its `died` record is, if it is dead.
  var reason: RecordLocation?
  /// The sequence up to which all that is said here is proven.
  var provenThrough: UInt64
  /// Its place among those of its queue: the lower, the earlier.
  var order: Int64 = 0
  /// Records are lost from between those that are known of it, so it may have been delivered more
  /// often than is counted.
  var hasGap = false
  /// It had a companion in a damaged checkpoint, which is lost; its own record tells the rest.
  var isCompanionLost = false
  /// Another task took its unique key, so it has ended, in a way that is lost.
  var isOvertaken = false

  init(_ reference: TaskReference?, provenThrough: UInt64) {
    self.reference = reference
    self.provenThrough = provenThrough
  }
}

extension SalvagedTask {
  /// Takes what never changes from the record that added it.
  mutating func describe(by added: Record.Enqueued, _ definition: TaskKind?) {
    (queue, kind, self.definition) = (added.queue, added.kind, definition)
    (priority, addedAt) = (added.priority, added.at)
  }

  /// A task as a checkpoint has it, after record `provenThrough`.
  init(_ image: TaskImage, provenThrough: UInt64) {
    self.init(image.reference, provenThrough: provenThrough)
    (queue, kind, priority) = (image.queue, image.kind, image.priority)
    (status, due, location) = (image.status, image.due, image.location)
    (failures, deliveries) = (image.failures, image.deliveries)
    guard let companion = image.companion else { return }
    (reason, key) = (companion.reason, companion.key)
    expiry = companion.expiry > 0 ? companion.expiry : nil
    addedAt = companion.addedAt > 0 ? companion.addedAt : nil
  }
}
