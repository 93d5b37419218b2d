import XylemStorage

/// A durable task queue in one directory, owned by this process while it is open.
///
///     let store = try await TaskStore.open("var/tasks", namespace: "shop")
///     try await store.enqueue(ResizeImage(path: "a.jpg"))
///
/// Every method may be called from any task at any time. A call that changes something returns once
/// the change has the durability that was asked for; until then nobody is told of it. After a
/// failed write or sync every call throws `StoreError.poisoned`, and only opening the store again
/// goes on. A cancelled caller still waits for its commit: a commit is never left half known.
///
/// Close a store with ``close()``. One that is let go of without it closes in the background.
public final class TaskStore: Sendable {
  /// What opening the store found and did.
  public let recovery: RecoveryReport
  /// Runs Swift tasks on the thread that commits: the fastest way to use a store, for code that
  /// never blocks.
  ///
  ///     try await withTaskExecutorPreference(store.executor) {
  ///       try await store.enqueue(ResizeImage(path: "a.jpg"))
  ///     }
  ///
  /// The thread runs whatever is ready to run, then commits all that it submitted, then goes on
  /// with those who waited: nobody has to wake another thread, and all who run there share each
  /// sync. It is one thread, so the code there takes turns.
  ///
  /// **Code on it must never block**, and must not compute for long: while it does, nothing is
  /// committed, for nobody who uses the store, no worker takes tasks, and no lease is renewed. Code
  /// that waits there for a commit without suspending would wait forever, so ``TaskStore``'s
  /// blocking calls trap on it. Suspending is free; what takes long belongs elsewhere, for example
  /// in `withTaskExecutorPreference(globalConcurrentExecutor)`.
  ///
  /// After the store was closed, has failed or went away, code that prefers this executor runs on
  /// Swift's pool.
  public let executor: any TaskExecutor

  /// What carries everything out.
  package let engine: Engine
  let router: EffectRouter
  /// Runs what blocks on the disk: opening, reading, closing.
  let blocking: any BlockingRunner
  /// Where handlers run unless their worker says otherwise; `nil` is Swift's pool.
  let pool: (any TaskExecutor)?
  private let shutdown: Shutdown

  /// Blocks; called on `blocking`.
  init(
    _ engine: Engine, _ blocking: any BlockingRunner, on machine: any Machine,
    openedIn duration: Duration
  ) throws(StoreError) {
    self.engine = engine
    self.blocking = blocking
    pool = machine.executor
    var recovery = engine.report
    recovery.microseconds = UInt64(duration / .microseconds(1))
    self.recovery = recovery
    router = EffectRouter(engine)
    engine.setReceiver(router)
    shutdown = try Shutdown(engine, router, on: machine)
    executor = machine.executor ?? shutdown.executor ?? globalConcurrentExecutor
  }

  /// Finishes what is being committed, writes a checkpoint and gives the directory up.
  ///
  /// Everything acknowledged stays, whether the store is closed or not; closing makes the next
  /// opening faster and lets another owner in. Stop the workers before: handlers that still run are
  /// cancelled, cannot report an outcome, and their tasks are delivered again after the next
  /// opening. Whoever waits for an output gets `StoreError.closed`, as does every later call.
  /// Closing again does nothing. O(tasks).
  public func close() async {
    // Fails only when the runner was stopped, by a close before this one.
    _ = try? await blocking.run { [shutdown] in shutdown.run() }
    blocking.stop()
  }

  deinit {
    blocking.append { [shutdown] in shutdown.run() }
    blocking.stop()
  }
}
