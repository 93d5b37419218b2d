/// The right to decide a task's outcome, given with each delivery.
///
/// Tokens of one store never repeat: the epoch is raised and synced whenever the store is opened,
/// the counter with every delivery. A token that is no longer the task's current one is refused,
/// also after a restart.
public struct LeaseToken: Hashable, Sendable {
  /// The task.
  public let task: TaskID
  /// Which opening of the store gave the lease.
  public let epoch: UInt32
  /// Which lease of that opening this is.
  public let counter: UInt32

  /// Makes a token of its fields.
  package init(task: TaskID, epoch: UInt32, counter: UInt32) {
    self.task = task
    self.epoch = epoch
    self.counter = counter
  }
}
