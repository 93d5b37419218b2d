/// What a command came to. It may be believed only after the commit that covers it.
package enum Outcome: Sendable {
  /// The task was added.
  case enqueued(TaskID)
  /// An unfinished task has the unique key already; nothing was added.
  case duplicate(TaskID)
  /// These tasks are leased; none when no task was ready.
  case leased([LeasedTask])
  /// The handler's failure leads to another attempt at this instant.
  case retried(due: UInt64)
  /// The handler's failure was the last.
  case died(DeathReason)
  /// The command was carried out, or there was nothing to do.
  case done
}

/// A task in a worker's hands, before its bytes are read.
package struct LeasedTask: Hashable, Sendable {
  /// Its place in the index.
  package var reference: TaskReference
  /// The counter of the lease.
  package var counter: UInt32
  /// When the lease runs out, in milliseconds since 1970.
  package var deadline: UInt64
  /// Which run of the handler this is: failures so far, plus one.
  package var attempt: Int
  /// How often the task has been handed out, this time included.
  package var delivery: Int
  /// Where the `enqueued` record is.
  package var location: RecordLocation
}
