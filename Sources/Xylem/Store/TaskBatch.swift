/// What ``TaskStore/commit(durability:_:)`` does together.
public struct TaskBatch {
  /// The commands so far, or the first error.
  private(set) var commands: Result<[Command], any Error> = .success([])

  /// Adds a task; the parameters are those of the store's own `enqueue`.
  ///
  /// An error of `validate()` or of encoding is kept, and comes out of the commit.
  public mutating func enqueue<Payload: TaskPayload>(
    _ payload: Payload, priority: Priority? = nil, delay: Duration = .zero,
    expiry: Duration? = nil, unique: UniqueKey? = nil
  ) {
    let wishes = EnqueueWishes(priority: priority, delay: delay, expiry: expiry, unique: unique)
    add { .enqueue(try Command.Enqueue(payload, wishes)) }
  }

  /// Ends a task that is ready, delayed or with a worker. The commit is refused with
  /// `.unknownTask` or `.wrongStatus` when there is no such task.
  public mutating func cancel(_ task: TaskID) {
    add { .cancel(task) }
  }

  private mutating func add(_ command: () throws -> Command) {
    guard case .success(var list) = commands else { return }
    do {
      commands = .success([])
      list.append(try command())
      commands = .success(list)
    } catch { commands = .failure(error) }
  }
}
