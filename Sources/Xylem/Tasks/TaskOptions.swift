/// How tasks of one kind are treated.
///
/// Values out of range are refused with `Refusal.invalidOption` when a task is enqueued.
public struct TaskOptions: Hashable, Sendable {
  /// The queue that tasks go to; made when it is new.
  public var queue: QueueName
  /// What happens after a handler fails.
  public var retry: RetryPolicy
  /// How long a handler may run, more than zero; `nil` is without limit.
  ///
  /// After it the handler's Swift task is cancelled, and whatever error it then throws counts as a
  /// failure. A handler that returns all the same has succeeded: its work is done.
  public var timeLimit: Duration?
  /// How urgent tasks are that name no priority themselves.
  public var priority: Priority
  /// How long a result is kept after completion, up to ten years; `.zero` keeps none.
  ///
  /// `nil` keeps it for one hour, and not at all when the output is ``NoOutput``.
  public var resultRetention: Duration?
  /// How often a task may be handed out without an outcome before it is taken for one that kills
  /// its process and becomes a dead letter. 1 to 50,000.
  public var deliveryLimit: Int

  /// Options of which each unnamed one is standard: the queue `default`, ten attempts with growing
  /// waits, no time limit, priority 4, results kept for an hour, ten deliveries.
  public init(
    queue: QueueName = "default", retry: RetryPolicy = .standard, timeLimit: Duration? = nil,
    priority: Priority = .normal, resultRetention: Duration? = nil, deliveryLimit: Int = 10
  ) {
    self.queue = queue
    self.retry = retry
    self.timeLimit = timeLimit
    self.priority = priority
    self.resultRetention = resultRetention
    self.deliveryLimit = deliveryLimit
  }
}
