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
