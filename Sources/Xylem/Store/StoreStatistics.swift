/// Numbers about a store at one moment.
public struct StoreStatistics: Hashable, Sendable {
  /// All tasks.
  public let total: TaskCounts
  /// The tasks of each queue that ever had one or was paused.
  public let queues: [QueueName: TaskCounts]
  /// The queues that are paused.
  public let pausedQueues: Set<QueueName>
  /// The log, since the store was opened.
  public let log: LogStatistics
  /// The memory the store takes.
  public let memory: MemoryStatistics
}
