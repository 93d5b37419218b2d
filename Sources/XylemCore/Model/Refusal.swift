/// Why the queue says no. Nothing was written, and the state is as before.
public enum Refusal: Error, Hashable, Sendable {
  /// A name is empty, longer than 128 bytes or has control characters.
  case invalidName(String)
  /// A priority is not 0 to 9.
  case invalidPriority(Int)
  /// A payload or result is larger than ``Limits/payloadBytesMax``; the count is in bytes.
  case payloadTooLarge(bytes: Int)
  /// A unique key is empty or larger than ``Limits/keyBytesMax``; the count is in bytes.
  case invalidKey(bytes: Int)
  /// A batch is empty, has too many commands, or does not fit in one frame.
  case invalidBatch(String)
  /// A delay, expiry, retention, lease or policy is out of range.
  case invalidOption(String)
  /// The store has as many queues, kinds or tasks as it can hold.
  case limitReached(String)
  /// No task has this id: it never existed, has ended, or its result is no longer kept.
  case unknownTask(TaskID)
  /// No queue has this name.
  case unknownQueue(QueueName)
  /// The token is no longer the task's: the lease ran out, or the store was reopened.
  case staleToken(LeaseToken)
  /// The task is not in a state that allows this.
  case wrongStatus(TaskStatus)
  /// Two commands of one atomic batch concern the same task.
  case conflict(TaskID)
  /// The disk is full; only work that frees space is taken.
  case full
  /// Memory would grow beyond the ceiling; only work that needs no more of it is taken.
  case memoryFull
  /// The batch that is being filled has as much as it may hold, until it is written. `TaskStore`
  /// waits for that and asks again by itself.
  case batchFull
}
