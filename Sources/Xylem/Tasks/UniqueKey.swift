/// Keeps a task from being enqueued twice.
public struct UniqueKey: Hashable, Sendable {
  let text: String

  /// At most one unfinished task of the store has `key`, whatever its kind or queue.
  ///
  /// The key is free again once the task is completed, cancelled, expired or a dead letter. 1 to
  /// 256 bytes of UTF-8, compared byte by byte; others are refused with `Refusal.invalidKey`.
  public static func untilFinished(_ key: String) -> UniqueKey { UniqueKey(text: key) }
}
