import XylemStorage

extension TaskStore {
  /// A handle to a task whose id was kept, for example over a restart.
  ///
  /// Nothing is checked here: a wrong id shows as ``TaskFailure/notKept``, and a wrong type as a
  /// decoding error of the output, unless its output can be decoded or is ``NoOutput``.
  public func handle<Payload: TaskPayload>(
    for id: TaskID, of type: Payload.Type
  ) -> TaskHandle<Payload> {
    TaskHandle(id: id, isDuplicate: false, store: self)
  }

  /// What is known of a task; `nil` when it has ended and nothing of it is kept, or never was.
  ///
  /// What it says is durable. O(1).
  ///
  /// - Throws: `.closed`, or `.poisoned` after a failed write.
  public func status(of task: TaskID) async throws(StoreError) -> TaskInfo? {
    try await snapshot(of: task).map { TaskInfo(task, $0) }
  }

  /// Ends a task that is ready, delayed or with a worker; in the last case the Swift task of its
  /// handler is cancelled and its outcome ignored.
  ///
  /// Durable when this returns. O(1).
  ///
  /// - Throws: `.refused` with `.unknownTask` when there is no such task, or `.wrongStatus` when it
  ///   is done or dead; `.closed`, or `.poisoned` after a failed write.
  public func cancel(_ task: TaskID) async throws(StoreError) {
    _ = try await submit(.cancel(task))
  }

  /// What memory holds of a task of this store.
  func snapshot(of task: TaskID) async throws(StoreError) -> TaskStateMachine.Snapshot? {
    try await inspect { $0.isOwn(task) ? $0.snapshot(of: task.reference) : nil }
  }
}
