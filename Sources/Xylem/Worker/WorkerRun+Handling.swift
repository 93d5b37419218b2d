import XylemStorage

/// One task from its delivery to its outcome.
extension WorkerRun {
  /// For how long a task without a handler is given back, in milliseconds.
  static let unknownNameMilliseconds: UInt64 = 30_000

  /// Runs the handler of a task and reports the outcome; the slot is free once that is durable.
  func handle(_ delivery: Delivery) async {
    guard let handler = worker.handlers[delivery.name] else {
      _ = running.end(delivery.token)
      return report(
        .release(delivery.token, delayMilliseconds: Self.unknownNameMilliseconds),
        of: delivery.token)
    }
    let result = await outcome(of: handler, delivery)
    let verdict = Verdict(result, cancelled: running.end(delivery.token))
    guard let command = verdict.command(delivery.token) else {
      if !isPlanted(.leakSlot) { inbox.noteEnded() }
      return
    }
    report(command, of: delivery.token)
  }

  private func outcome(
    of handler: Handler, _ delivery: Delivery
  ) async -> Result<[UInt8], any Error> {
    let limiter = handler.timeLimit.map { limit in
      Task(executorPreference: worker.executor) { await self.cancel(delivery.token, after: limit) }
    }
    defer { if !isPlanted(.leaveLimiter) { limiter?.cancel() } }
    do {
      return .success(try await handler.body(delivery.payload, TaskContext(delivery, self)))
    } catch { return .failure(error) }
  }

  private func cancel(_ token: LeaseToken, after limit: Duration) async {
    do { try await worker.clock.sleep(for: limit) } catch { return }
    running.cancel(token, .timeLimit(limit))
    if isPlanted(.reportBeforeEnd) {
      let failure = Command.Failure(message: "the handler ran too long")
      _ = store.engine.submit(.fail(token, failure), durability: .synced, waiter: .none)
    }
  }

  /// Reports an outcome and goes on; handlers that end together share one commit, and their slots
  /// become free together, by one wake-up.
  ///
  /// A refused report means that the lease was lost and somebody else decides, except that a result
  /// which is refused for itself would be refused after every attempt.
  private func report(_ command: Command, of token: LeaseToken) {
    let waiter = Waiter.callback { [self] failure in
      switch failure {
      case nil, .refused(.staleToken): inbox.noteEnded()
      case .refused(let refusal):
        let verdict = Verdict.fail(message: "the result was refused: \(refusal)", isPermanent: true)
        guard case .complete = command, let failing = verdict.command(token) else {
          return inbox.noteEnded()
        }
        report(failing, of: token)
      case .some(let failure):
        inbox.fail(failure)
        inbox.noteEnded()
      }
    }
    // Whatever comes of it, the waiter is told too.
    _ = store.engine.submit(command, durability: .synced, waiter: waiter)
  }

  /// Renews the lease of every handler that runs, until cancelled.
  func renewLeases() async {
    let pause = Duration.milliseconds(Int64(renewalMilliseconds))
    while true {
      do { try await worker.clock.sleep(for: pause) } catch { return }
      await renewOnce()
    }
  }

  private func renewOnce() async {
    let due = running.renewable
    guard !due.isEmpty else { return }
    let renewals = due.map { Command.extend($0, milliseconds: worker.leaseMilliseconds) }
    do throws(StoreError) {
      let outcomes = try await store.settled {
        store.engine.submitEach(renewals, durability: .written, waiter: $0)
      }
      for (token, outcome) in zip(due, outcomes) {
        if case .failure = outcome { running.cancel(token, .leaseLost) }
      }
    } catch { inbox.fail(error) }
  }
}
