/// Takes tasks from queues and runs their handlers, a bounded number at a time.
///
///     let worker = Worker(store, queues: ["images": 3, "mail": 1], concurrency: 8) {
///       Handler(ResizeImage.self) { task, context in try await resize(task.path) }
///       Handler(SendMail.self) { task, context in try await send(task) }
///     }
///     try await worker.run()
///
/// A program may run any number of workers on one store.
public struct Worker: Sendable {
  let store: TaskStore
  let queues: [QueueName: Int]
  let concurrency: Int
  let leaseMilliseconds: UInt64
  let drainLimit: Duration?
  let clock: any Clock<Duration>
  /// Where the handlers run; `nil` is Swift's pool.
  let executor: (any TaskExecutor)?
  let handlers: [TaskName: Handler]

  /// A worker that is not running yet.
  ///
  /// Mistakes in the numbers, and two handlers for one name, are programming errors and trap.
  ///
  /// - Parameters:
  ///   - store: Where the tasks are.
  ///   - queues: Where to take from, each with its weight: how many tasks it may give in one round
  ///     when several have some. At least one queue, weights above zero.
  ///   - concurrency: The most handlers at a time; at least 1, at most
  ///     ``Limits/batchCommandsMax``.
  ///   - leaseDuration: After how long a task is given to somebody else when this worker is no
  ///     longer heard of; renewed every third of it while the handler runs. 30 ms to ten years.
  ///   - drainLimit: How long handlers may go on after ``run()`` was cancelled, before their Swift
  ///     tasks are cancelled too; `nil` lets them finish.
  ///   - clock: Measures renewals and limits.
  ///   - executor: Where the handlers run; `nil` is Swift's pool. With ``TaskStore/executor`` a
  ///     task goes from `enqueue` to its end without a change of threads, if the handlers never
  ///     block.
  ///   - handlers: What to do with each kind of task.
  public init(
    _ store: TaskStore, queues: [QueueName: Int] = ["default": 1], concurrency: Int = 8,
    leaseDuration: Duration = .seconds(30), drainLimit: Duration? = nil,
    clock: any Clock<Duration> = ContinuousClock(), executor: (any TaskExecutor)? = nil,
    @HandlerBuilder handlers: () -> [Handler]
  ) {
    precondition(!queues.isEmpty && queues.values.allSatisfy { $0 > 0 }, "weights are above zero")
    precondition(
      (1...Limits.batchCommandsMax).contains(concurrency),
      "a worker runs 1 to \(Limits.batchCommandsMax) handlers, not \(concurrency)")
    let leaseMilliseconds = leaseDuration.clampedMilliseconds
    precondition(
      (30...Limits.durationMillisecondsMax).contains(leaseMilliseconds),
      "a lease lasts 30 ms to ten years, not \(leaseDuration)")
    self.store = store
    self.queues = queues
    self.concurrency = concurrency
    self.leaseMilliseconds = leaseMilliseconds
    self.drainLimit = drainLimit
    self.clock = clock
    self.executor = executor ?? store.pool
    self.handlers = Dictionary(handlers().map { ($0.name, $0) }) { first, _ in
      preconditionFailure("two handlers for \(first.name)")
    }
  }

  /// Takes and handles tasks until the calling Swift task is cancelled.
  ///
  /// Then it takes nothing more, lets the handlers that run come to their end, and returns. Tasks
  /// it had taken and not started are given back, which uses up no attempt and no delivery. While
  /// there is nothing to do it sleeps until a task is ready; it never polls.
  ///
  /// A task without a handler here is given back for 30 seconds, so that a program of another
  /// version may take it. One that cannot be read, decoded or validated becomes a dead letter.
  ///
  /// - Throws: `StoreError.closed` or `.poisoned` when the store goes away; the handlers that ran
  ///   were cancelled then and have ended.
  public func run() async throws(StoreError) {
    try await finish(WorkerRun(self))
  }

  /// Takes and handles tasks like ``run()`` until no task is ready and no handler runs: for tests,
  /// and for programs that are started now and then to do what has come up.
  ///
  /// What its handlers enqueue is handled too, if it is ready at once. It waits neither for delayed
  /// tasks nor for those with other workers.
  ///
  /// - Throws: as ``run()``.
  public func runUntilIdle() async throws(StoreError) {
    try await finish(WorkerRun(self, endsWhenIdle: true))
  }

  private func finish(_ run: WorkerRun) async throws(StoreError) {
    // A Swift task of its own, so that the handlers do not inherit the caller's cancellation. It
    // never blocks, and between the commits it is next to what it waits for.
    let loop = Task(executorPreference: store.executor) { await run.untilStopped() }
    let failure = await withTaskCancellationHandler {
      await loop.value
    } onCancel: {
      run.inbox.stop()
      if isPlanted(.cancelOnStop) { run.running.cancelAll(.stopping) }
    }
    if let failure { throw failure }
  }
}
