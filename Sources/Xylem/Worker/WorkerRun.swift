import XylemStorage

/// One run of a worker: does what ``WorkerStateMachine`` decides.
final class WorkerRun: EffectListener {
  let worker: Worker
  private let endsWhenIdle: Bool
  let inbox = WorkerInbox()
  let running: RunningTasks

  /// The queues in an order of their own, each with its weight.
  private let shares: [(queue: QueueName, share: Int)]

  init(_ worker: Worker, endsWhenIdle: Bool = false) {
    self.endsWhenIdle = endsWhenIdle
    self.worker = worker
    running = RunningTasks(on: worker.executor)
    shares = worker.queues.map { ($0.key, $0.value) }.sorted { $0.queue.text < $1.queue.text }
  }

  var store: TaskStore { worker.store }

  /// Renewals come every third of a lease, so that two may be late before it is lost.
  var renewalMilliseconds: UInt64 { worker.leaseMilliseconds / 3 }

  func queueBecameReady() { inbox.noteReady() }
  func taskWasCancelled(_ task: TaskReference) { inbox.noteCancelled(task) }
  func storeFailed(_ failure: StoreError) { inbox.fail(failure) }

  /// Works until it is told to stop and every handler has ended; returns the store's failure.
  func untilStopped() async -> StoreError? {
    store.router.add(self, queues: Set(worker.queues.keys))
    defer { store.router.remove(self) }
    let renewal = Task(executorPreference: store.executor) { await self.renewLeases() }
    defer { renewal.cancel() }
    return await work()
  }

  private func work() async -> StoreError? {
    let extra = isPlanted(.runOneTooMany) ? 1 : 0
    var machine = WorkerStateMachine(
      concurrency: worker.concurrency + extra, endsWhenIdle: endsWhenIdle)
    var drain: Task<Void, Never>?
    defer { drain?.cancel() }
    var failure: StoreError?
    var action = machine.handle(WorkerStateMachine.News())
    while action != .finish {
      if case .take(let limit) = action {
        let (started, leased) = await take(limit)
        action = machine.took(started, leased: leased, of: limit)
        continue
      }
      let content = await inbox.next(isHungry: machine.isHungry)
      failure = failure ?? content.failure
      await cancelHandlers(content)
      action = machine.handle(content.news)
      if machine.isStopping, drain == nil {
        drain = Task(executorPreference: worker.executor) { await self.limitDrain() }
      }
    }
    return failure
  }

  /// Leases up to `limit` tasks and starts their handlers; returns how many started and how many
  /// came.
  private func take(_ limit: Int) async -> (started: Int, leased: Int) {
    let wish = Command.Lease(
      shares: shares, limit: limit, milliseconds: worker.leaseMilliseconds)
    do throws(StoreError) {
      guard case .leased(let tasks) = try await store.submit(.lease(wish), durability: .written),
        !tasks.isEmpty
      else { return (0, 0) }
      let deliveries = try await store.read(tasks)
      if inbox.isStopped {
        if !isPlanted(.keepUnstartedLeases) { await giveBack(deliveries.map(\.token)) }
        return (0, tasks.count)
      }
      for delivery in deliveries { running.start(delivery.token) { await self.handle(delivery) } }
      return (deliveries.count, tasks.count)
    } catch {
      inbox.fail(error)
      return (0, 0)
    }
  }

  /// Where the handlers run, for their cancellation handlers may block as they may.
  private func cancelHandlers(_ content: WorkerInbox.Content) async {
    guard content.failure != nil || !content.cancelled.isEmpty else { return }
    await withTaskExecutorPreference(worker.executor ?? globalConcurrentExecutor) {
      if content.failure != nil { running.cancelAll(.leaseLost) }
      for task in content.cancelled where !isPlanted(.forgetCancellation) { running.cancel(task) }
    }
  }

  private func giveBack(_ tokens: [LeaseToken]) async {
    guard !tokens.isEmpty else { return }
    let commands = tokens.map { Command.release($0, delayMilliseconds: 0) }
    // A failure ends the epoch, and with it the leases.
    _ = try? await store.settled {
      store.engine.submitEach(commands, durability: .written, waiter: $0)
    }
  }

  private func limitDrain() async {
    guard let limit = worker.drainLimit else { return }
    do { try await worker.clock.sleep(for: limit) } catch { return }
    running.cancelAll(.stopping)
  }
}
