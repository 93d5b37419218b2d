import XylemStorage

extension TaskStore {
  /// Adds a task.
  ///
  /// - Parameters:
  ///   - payload: Validated and encoded before anything is written.
  ///   - priority: 0 to 9, of which 9 is served first; `nil` takes the one of the kind's options.
  ///   - delay: Not to be handed out before; rounded up to milliseconds, at most ten years; zero or
  ///     less is none.
  ///   - expiry: Ends the task unless a worker took it before; more than zero, at most ten years.
  ///   - unique: Returns the unfinished task that has this key already, if there is one.
  ///   - durability: What has happened to the task when this returns.
  /// - Returns: A handle to the task; ``TaskHandle/isDuplicate`` when it was there before.
  /// - Throws: what `validate()` or encoding throws; `StoreError.refused` with `.payloadTooLarge`,
  ///   `.invalidOption`, `.invalidKey`, `.limitReached`, `.full` or `.memoryFull`, and nothing is
  ///   written; `StoreError.closed`, or `.poisoned` when the task's fate is open until the next
  ///   opening.
  @discardableResult
  public func enqueue<Payload: TaskPayload>(
    _ payload: Payload, priority: Priority? = nil, delay: Duration = .zero,
    expiry: Duration? = nil, unique: UniqueKey? = nil, durability: Durability = .synced
  ) async throws -> TaskHandle<Payload> {
    let wishes = EnqueueWishes(priority: priority, delay: delay, expiry: expiry, unique: unique)
    let command = Command.enqueue(try Command.Enqueue(payload, wishes))
    return TaskHandle(try await submit(command, durability: durability), in: self)
  }

  /// Adds a task from a thread that may block, such as the main function of a tool.
  ///
  /// Like ``enqueue(_:priority:delay:expiry:unique:durability:)``, but the calling thread sleeps
  /// until the task is durable. Never call it on a thread of Swift's concurrency pool; on
  /// ``TaskStore/executor`` it traps.
  @discardableResult
  public func enqueueBlocking<Payload: TaskPayload>(
    _ payload: Payload, priority: Priority? = nil, delay: Duration = .zero,
    expiry: Duration? = nil, unique: UniqueKey? = nil, durability: Durability = .synced
  ) throws -> TaskHandle<Payload> {
    let wishes = EnqueueWishes(priority: priority, delay: delay, expiry: expiry, unique: unique)
    let command = Command.enqueue(try Command.Enqueue(payload, wishes))
    return TaskHandle(try engine.submitBlocking(command, durability: durability), in: self)
  }

  /// Adds many tasks of one kind with few syncs, and waits once for all of them.
  ///
  /// All payloads are validated and encoded before the first is written. Then the tasks are added
  /// one by one, in order: if disk or memory become full, a limit is reached or the store is closed
  /// on the way, this throws, and those before stay. For all or nothing use
  /// ``commit(durability:_:)``.
  ///
  /// - Parameters:
  ///   - payloads: Any number; none is no write.
  ///   - priority: As for a single task.
  ///   - delay: As for a single task.
  ///   - expiry: As for a single task.
  ///   - durability: What has happened to all tasks when this returns.
  /// - Returns: A handle for each payload, in order.
  /// - Throws: as for a single task.
  @discardableResult
  public func enqueue<Payload: TaskPayload>(
    contentsOf payloads: some Sequence<Payload>, priority: Priority? = nil,
    delay: Duration = .zero, expiry: Duration? = nil, durability: Durability = .synced
  ) async throws -> [TaskHandle<Payload>] {
    let wishes = EnqueueWishes(priority: priority, delay: delay, expiry: expiry)
    let payloads = Array(payloads)
    guard let first = payloads.first else { return [] }
    let bytes = try payloads.map { try Command.Enqueue.checkedBytes(of: $0) }
    let task = try Command.Enqueue(first, wishes)
    var handles: [TaskHandle<Payload>] = []
    handles.reserveCapacity(payloads.count)
    while handles.count < bytes.count {
      let part = Array(bytes[handles.count...].prefix(Limits.batchCommandsMax))
      let added = try await settled {
        engine.submitAdditions(like: task, part, durability: durability, waiter: $0)
      }
      for id in added.ids { handles.append(TaskHandle(.enqueued(id), in: self)) }
      switch added.refusal {
      case .batchFull: try await untilRoom()
      case let refusal?: throw StoreError.refused(refusal)
      case nil: break
      }
    }
    return handles
  }
}
