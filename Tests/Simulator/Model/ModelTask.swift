import XylemCore

/// A task as the reference model knows it: everything by value, nothing about rows or files.
struct ModelTask {
  /// What never changes; shared, so that copies of a model are cheap.
  final class Origin {
    /// Its id.
    let id: TaskID
    /// What was asked for when it was added: queue, kind, payload, priority, key.
    let added: Command.Enqueue
    /// When it was added.
    let addedAt: UInt64

    init(id: TaskID, added: Command.Enqueue, addedAt: UInt64) {
      self.id = id
      self.added = added
      self.addedAt = addedAt
    }
  }

  let origin: Origin
  /// When it ends unless it is leased; forgotten when a dead letter is replayed.
  var expiry: UInt64?
  var status = TaskStatus.ready
  var failures = 0
  var deliveries = 0
  /// Delayed: when it is ready. Leased: when the lease ends. Done: when it is forgotten.
  var due: UInt64?
  /// The present lease.
  var token: LeaseToken?
  /// What the handler returned, once it is done; the last words, once it is dead. No words are
  /// promised for lost deliveries.
  var words: [UInt8] = []
  /// Why it died.
  var death: DeathReason?
  /// Whether it has what only few tasks have: an expiry, a unique key, a reason of death.
  var hasCompanion: Bool
  /// Its place among the ready or dead ones of its queue.
  var rank = ModelRank()

  init(_ origin: Origin) {
    self.origin = origin
    hasCompanion = origin.added.expiryMilliseconds != nil || origin.added.uniqueKey != nil
    expiry = origin.added.expiryMilliseconds.map { origin.addedAt + $0 }
  }

  /// Stands somewhere else from now on.
  mutating func wait(_ status: TaskStatus, _ due: UInt64?) {
    self.status = status
    self.due = due
    if status != .leased { token = nil }
  }

  /// The first moment at which something may become of it by itself.
  var nextMoment: UInt64 { min(due ?? .max, expiry ?? .max) }

  var id: TaskID { origin.id }
  var added: Command.Enqueue { origin.added }
  var addedAt: UInt64 { origin.addedAt }
}
