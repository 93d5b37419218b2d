import XylemStorage

/// The handlers that run at this moment, each with its lease and the way to cancel it.
final class RunningTasks: @unchecked Sendable {
  // Unchecked because every access to the variables is under the lock.

  /// Why a handler was told to stop.
  enum CancelReason: Equatable {
    /// The task belongs to somebody else now, was cancelled, or the store is gone.
    case leaseLost
    /// It ran too long.
    case timeLimit(Duration)
    /// The worker stops and waits no longer.
    case stopping
  }

  private struct Running {
    let token: LeaseToken
    let work: Task<Void, Never>
    var reason: CancelReason?
  }

  private let lock = Lock()
  private let executor: (any TaskExecutor)?
  private var running: [TaskReference: Running] = [:]

  /// Handlers will run on `executor`; `nil` is Swift's pool.
  init(on executor: (any TaskExecutor)?) {
    self.executor = executor
  }

  /// Starts `work` for the task leased by `token`.
  ///
  /// When a handler with an earlier lease of the task still runs, it has lost that, and only this
  /// knows of it: it is told before `work` begins.
  func start(_ token: LeaseToken, _ work: @escaping @Sendable () async -> Void) {
    lock.withLock {
      let former = running[token.task.reference]?.work
      // Started under the lock, so that it cannot end before it is known here.
      let work = Task(executorPreference: executor) {
        former?.cancel()
        await work()
      }
      running[token.task.reference] = Running(token: token, work: work)
    }
  }

  /// Notes that the handler came to its end; returns why it had been cancelled, if it had.
  func end(_ token: LeaseToken) -> CancelReason? {
    lock.withLock {
      let task = token.task.reference
      guard running[task]?.token == token else { return .leaseLost }
      return running.removeValue(forKey: task)?.reason
    }
  }

  /// Tells the handler that has this lease to stop; the first reason counts.
  func cancel(_ token: LeaseToken, _ reason: CancelReason) {
    let work = lock.withLock { () -> Task<Void, Never>? in
      let task = token.task.reference
      guard let entry = running[task], entry.token == token, entry.reason == nil else {
        return nil
      }
      running[task]?.reason = reason
      return entry.work
    }
    // Outside of the lock, because it runs code of the handler.
    work?.cancel()
  }

  /// Tells the handler of a task that was cancelled to stop, if it runs here.
  func cancel(_ task: TaskReference) {
    guard let token = lock.withLock({ running[task]?.token }) else { return }
    cancel(token, .leaseLost)
  }

  /// Tells every handler to stop, the one with the oldest lease first.
  func cancelAll(_ reason: CancelReason) {
    for token in lock.withLock({ inOrder.map(\.token) }) { cancel(token, reason) }
  }

  /// Everything that runs, in the order of leases, which is the same in every run of a program.
  private var inOrder: [Running] {
    running.values.sorted { $0.token.counter < $1.token.counter }
  }

  /// The leases to be renewed, oldest first: those of all handlers but the ones that have lost
  /// theirs. One that was told to stop keeps its task until it has come to its end.
  var renewable: [LeaseToken] {
    let tokens = lock.withLock {
      inOrder.filter { entry in
        isPlanted(.forgetRenewalOfStopping) ? entry.reason == nil : entry.reason != .leaseLost
      }.map(\.token)
    }
    return isPlanted(.renewOneLease) ? Array(tokens.prefix(1)) : tokens
  }
}
