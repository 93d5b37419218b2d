/// What has happened. Only records change state, on the live path and in recovery alike.
///
/// Instants are milliseconds since 1970, so that applying a record needs no clock. The bytes a
/// record carries (payload, result, message) are not part of it: the state only keeps where they
/// are, see ``RecordLocation``.
package enum Record: Hashable, Sendable {
  /// A queue got its number.
  case queueAdded(queue: UInt32, name: QueueName)
  /// A kind got its number, which no living task uses any more.
  case kindAdded(kind: UInt16, TaskKind)
  /// A task was added. Carries the payload.
  case enqueued(Enqueued)
  /// A delayed task's time has come.
  case promoted(TaskReference)
  /// A worker was given the task until `deadline`.
  case leased(TaskReference, counter: UInt32, deadline: UInt64)
  /// The lease lasts longer, or shorter.
  case extended(TaskReference, deadline: UInt64)
  /// The handler succeeded. Carries the result if it is kept, which is until `forgetAt`.
  case completed(TaskReference, forgetAt: UInt64?)
  /// The handler failed and will run again at `due`. Carries the message.
  case retried(TaskReference, due: UInt64)
  /// The task was given up. Carries the message. `isFailure` when a handler's failure was counted.
  case died(TaskReference, reason: DeathReason, isFailure: Bool)
  /// The worker gave the task back; `due` is `nil` when it is ready at once.
  case released(TaskReference, due: UInt64?)
  /// The lease ran out, or its owner is gone; the task is ready again.
  case leaseLost(TaskReference)
  /// The task was not leased before its expiry.
  case expired(TaskReference)
  /// The task was ended by hand.
  case cancelled(TaskReference)
  /// A dead letter is ready again.
  case revived(TaskReference)
  /// A dead letter or a result is no longer kept.
  case discarded(TaskReference)
  /// A record that the task needs was written again. Carries the whole old record.
  case relocated(TaskReference, Relocation.Part)
  /// A record that the task needs was copied into a cold segment, and synced there before this was
  /// written.
  case moved(TaskReference, Relocation.Part, RecordLocation)
  /// The queue gives no more tasks.
  case queuePaused(queue: UInt32)
  /// The queue gives tasks again.
  case queueResumed(queue: UInt32)
  /// The queue gives only so many tasks from now on, or any number; its rate is used up to
  /// `arrival`.
  case queueLimited(queue: UInt32, QueueLimit?, arrival: QueueLimit.Arrival)
  /// Tasks of the queue were leased, and its rate is used up to `arrival`.
  case permitsTaken(queue: UInt32, arrival: QueueLimit.Arrival)
  /// The store was opened and this epoch began.
  case opened(epoch: UInt32)
  /// The epoch ended cleanly.
  case closed
}

extension Record {
  /// A task as it was added.
  package struct Enqueued: Hashable, Sendable {
    /// Its place in the index.
    package var reference: TaskReference
    /// The number of its queue.
    package var queue: UInt32
    /// The number of its kind.
    package var kind: UInt16
    /// How urgent it is.
    package var priority: Priority
    /// When it was added.
    package var at: UInt64
    /// When it becomes ready, if it is delayed.
    package var due: UInt64?
    /// When it ends unless it was leased.
    package var expiry: UInt64?
    /// The key that no other unfinished task may have.
    package var uniqueKey: String?

    /// Makes a task of its fields.
    package init(
      reference: TaskReference, queue: UInt32, kind: UInt16, priority: Priority, at: UInt64,
      due: UInt64? = nil, expiry: UInt64? = nil, uniqueKey: String? = nil
    ) {
      self.reference = reference
      self.queue = queue
      self.kind = kind
      self.priority = priority
      self.at = at
      self.due = due
      self.expiry = expiry
      self.uniqueKey = uniqueKey
    }
  }
}

extension Record {
  /// The task for which the record's bytes are kept; `nil` when none of them are.
  package var keeper: TaskReference? {
    switch self {
    case .enqueued(let added): added.reference
    case .completed(let task, _), .died(let task, _, _): task
    default: nil
    }
  }

  /// Whether the task is given up.
  package var isDeath: Bool {
    if case .died = self { return true }
    return false
  }
}
