/// What somebody asks. Commands change nothing; the records they are decided into do.
package enum Command: Sendable {
  /// Add a task.
  case enqueue(Enqueue)
  /// Hand ready tasks to a worker.
  case lease(Lease)
  /// The handler succeeded, with this result.
  case complete(LeaseToken, result: [UInt8])
  /// The handler failed.
  case fail(LeaseToken, Failure)
  /// Give the task back unjudged; it uses up no attempt.
  case release(LeaseToken, delayMilliseconds: UInt64)
  /// Keep the lease for at least this long from now; it is never made shorter.
  case extend(LeaseToken, milliseconds: UInt64)
  /// End a task that is ready, delayed or leased.
  case cancel(TaskID)
  /// Make a dead letter ready again, its attempts and deliveries forgotten.
  case replay(TaskID)
  /// Drop a dead letter, or a kept result before its time.
  case discard(TaskID)
  /// Lease nothing from this queue until it is resumed.
  case pause(QueueName)
  /// Undo a pause.
  case resume(QueueName)
  /// Let this queue give only so many tasks from now on; `nil` lets it give any number.
  case limit(QueueName, QueueLimit?)
  /// Do what is due: promote, expire, take back lost leases, forget results.
  case tick
  /// Begin a new epoch; leases of earlier ones are void.
  case open
  /// Take back leases whose owner is gone.
  case reclaim([TaskReference])
  /// Read records that tasks need from their copies, so that the segments they lie in can go.
  case relocate([Relocation])
  /// End the epoch cleanly.
  case close
}

extension Command {
  /// Whether it asks for tasks; the answer of a lease waits for less than others.
  package var isLease: Bool {
    if case .lease = self { return true }
    return false
  }

  /// Whether it may be carried out together with others, all or none.
  package var isAllowedInGroup: Bool {
    switch self {
    case .lease, .tick, .open, .reclaim, .relocate, .close: false
    default: true
    }
  }
}

extension Command {
  /// Everything about a task to be added. Times are relative to the decision.
  package struct Enqueue: Sendable {
    /// The queue, made when it is new.
    package var queue: QueueName
    /// The stored options, with the name of the task.
    package var kind: TaskKind
    /// The encoded payload.
    package var payload: [UInt8]
    /// How urgent it is.
    package var priority = Priority.normal
    /// Not to be leased before this much time has passed, in milliseconds.
    package var delayMilliseconds: UInt64 = 0
    /// Never to be leased after this much time has passed, in milliseconds; `nil` is forever.
    package var expiryMilliseconds: UInt64?
    /// At most one unfinished task of the store has this key.
    package var uniqueKey: String?

    /// A task with the usual priority, ready at once and forever.
    package init(queue: QueueName, kind: TaskKind, payload: [UInt8]) {
      self.queue = queue
      self.kind = kind
      self.payload = payload
    }
  }

  /// A worker's wish for tasks.
  package struct Lease: Sendable {
    /// The queues to take from, each with the number of tasks it may give in one round.
    package var shares: [(queue: QueueName, share: Int)]
    /// The most tasks to give.
    package var limit: Int
    /// How long the lease lasts, in milliseconds.
    package var milliseconds: UInt64

    /// A wish for at most `limit` tasks, leased for `milliseconds`.
    package init(shares: [(queue: QueueName, share: Int)], limit: Int, milliseconds: UInt64) {
      self.shares = shares
      self.limit = limit
      self.milliseconds = milliseconds
    }
  }

  /// How a handler failed.
  package struct Failure: Sendable {
    /// What to keep of the error; cut at ``Limits/messageBytesMax``.
    package var message: String
    /// Trying again is useless.
    package var isPermanent = false
    /// The task cannot be read; it dies with ``DeathReason/unreadable``.
    package var isUnreadable = false
    /// Wait this long instead of what the policy says, in milliseconds.
    package var retryMilliseconds: UInt64?

    /// A failure that the stored policy judges.
    package init(message: String) {
      self.message = message
    }
  }
}
