/// What is known of a task at one moment.
public struct TaskInfo: Hashable, Sendable {
  /// Its identity.
  public let id: TaskID
  /// What it is called.
  public let name: TaskName
  /// The queue it is in.
  public let queue: QueueName
  /// Where it stands.
  public let status: TaskStatus
  /// How urgent it is.
  public let priority: Priority
  /// How often its handler has failed.
  public let failures: Int
  /// How often it was handed to a worker and not given back unjudged.
  public let deliveries: Int
  /// Delayed: when it becomes ready. Leased: when the lease ends. Done: when the result is
  /// forgotten. In milliseconds since 1970; `nil` otherwise.
  public let dueMilliseconds: UInt64?

  /// What memory holds of the task `id`.
  package init(_ id: TaskID, _ snapshot: TaskStateMachine.Snapshot) {
    self.id = id
    name = snapshot.kind.name
    queue = snapshot.queue
    status = snapshot.status
    priority = snapshot.priority
    failures = snapshot.failures
    deliveries = snapshot.deliveries
    dueMilliseconds = snapshot.due
  }
}
