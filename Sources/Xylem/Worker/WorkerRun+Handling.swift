import XylemStorage

/// One task from its delivery to its outcome.
extension WorkerRun {
  /// For how long a task without a handler is given back, in milliseconds.
  static let unknownNameMilliseconds: UInt64 = 30_000

  /// Runs the handler of a task, reports the outcome and frees the slot.
  func handle(_ delivery: Delivery) async {
    defer { inbox.noteEnded() }
    guard let handler = worker.handlers[delivery.name] else {
      _ = running.end(delivery.token)
      return await report(
        .release(delivery.token, delayMilliseconds: Self.unknownNameMilliseconds),
        of: delivery.token)
    }
    let result = await outcome(of: handler, delivery)
    let verdict = Verdict(result, cancelled: running.end(delivery.token))
    if let command = verdict.command(delivery.token) { await report(command, of: delivery.token) }
  }

  private func outcome(
    of handler: Handler, _ delivery: Delivery
  ) async -> Result<[UInt8], any Error> {
    let limiter = handler.timeLimit.map { limit in
      Task { await cancel(delivery.token, after: limit) }
    }
    defer { limiter?.cancel() }
    do {
      return .success(try await handler.body(delivery.payload, TaskContext(delivery, self)))
    } catch { return .failure(error) }
  }

  private func cancel(_ token: LeaseToken, after limit: Duration) async {
    do { try await worker.clock.sleep(for: limit) } catch { return }
    running.cancel(token, .timeLimit(limit))
  }

  /// Reports an outcome. A stale token means that the lease was lost and somebody else decides; a
  /// result that is refused otherwise would be refused after every attempt.
  private func report(_ command: Command, of token: LeaseToken) async {
    do throws(StoreError) {
      _ = try await store.submit(command)
    } catch .refused(.staleToken) {
      return
    } catch .refused(let refusal) {
      guard case .complete = command else { return }
      let verdict = Verdict.fail(message: "the result was refused: \(refusal)", isPermanent: true)
      if let command = verdict.command(token) { await report(command, of: token) }
    } catch { inbox.fail(error) }
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
    guard !running.isEmpty else { return }
    var due: [LeaseToken] = []
    do throws(StoreError) {
      let outcomes = try await store.settled { waiter in
        running.renewing { tokens in
          due = tokens
          return store.engine.submitEach(
            tokens.map { .extend($0, milliseconds: worker.leaseMilliseconds) },
            durability: .written, waiter: waiter)
        }
      }
      for (token, outcome) in zip(due, outcomes) {
        if case .failure = outcome { running.cancel(token, .leaseLost) }
      }
    } catch .refused {
      return  // None was due.
    } catch { inbox.fail(error) }
  }
}
