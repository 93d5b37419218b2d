import Xylem

/// A task that has not ended, as a test finds it.
public struct WaitingTask<Payload: TaskPayload>: Sendable {
  /// Its identity.
  public let id: TaskID
  /// What it was enqueued with.
  public let payload: Payload
  /// Where it stands: its queue, priority, failures, and when it is due.
  public let info: TaskInfo
}
