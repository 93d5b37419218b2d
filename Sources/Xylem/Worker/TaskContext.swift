import XylemStorage

/// What a handler knows of the task it works on, besides the payload.
public struct TaskContext: Sendable {
  /// The identity of the task.
  public let id: TaskID
  /// Which run of the handler this is by outcome: failures so far, plus one.
  public let attempt: Int
  /// How often the task has been handed out, this time included. It exceeds the attempt when a
  /// process died or a lease was lost with the task.
  public let delivery: Int
  /// The queue the task came from.
  public let queue: QueueName

  /// The right to decide the outcome.
  package let token: LeaseToken
  let run: WorkerRun

  init(_ delivery: Delivery, _ run: WorkerRun) {
    id = delivery.token.task
    attempt = delivery.attempt
    self.delivery = delivery.delivery
    queue = delivery.queue
    token = delivery.token
    self.run = run
  }

  /// Keeps the task with this handler for at least `duration` from now, at most ten years.
  ///
  /// Leases are renewed by themselves, and neither that nor a short `duration` makes one end
  /// earlier; this is for a handler that is about to keep every thread of Swift's pool busy, so
  /// that no renewal can run. Written, not synced, when it returns; opening
  /// the store again takes every lease back all the same.
  ///
  /// - Throws: `.refused` with `.staleToken` when the lease is lost already, or `.invalidOption`
  ///   for a duration of zero or too long; `.closed`, or `.poisoned` after a failed write.
  public func extend(by duration: Duration) async throws(StoreError) {
    let milliseconds = duration.clampedMilliseconds
    _ = try await run.store.submit(
      .extend(token, milliseconds: milliseconds), durability: .written)
  }
}
