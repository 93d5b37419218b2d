import Xylem
import XylemCore
import XylemStorage

extension TestStore {
  /// Runs `handlers` until nothing is ready any more, and returns what came of it.
  ///
  /// What handlers enqueue is run too. With a `duration` the clock goes from one due task to the
  /// next, so that delays and retries within that time happen, and ends up that much later. A task
  /// without a handler is given back for as long as a worker does that.
  ///
  /// - Parameters:
  ///   - queues: Where to take from; `nil` is every queue, those that handlers make too.
  ///   - duration: How much time may pass.
  ///   - concurrency: The most handlers at a time.
  ///   - delivery: What goes wrong meanwhile. With `.killedBeforeCommit`, ``store`` is another one
  ///     afterwards.
  ///   - handlers: What to do with each kind of task.
  /// - Throws: `StoreError.closed` when the store was closed.
  @discardableResult
  public func drain(
    queues: Set<QueueName>? = nil, for duration: Duration = .zero, concurrency: Int = 1,
    delivery: TestDelivery = .once, @HandlerBuilder handlers: () -> [Handler]
  ) async throws(StoreError) -> DrainReport {
    let rehearsal = Rehearsal(delivery, self)
    let disturbed = handlers().map(rehearsal.disturb)
    let before = try await totals()
    let end = clock.now.advanced(by: duration)
    while true {
      try await runReady(queues, concurrency, disturbed, rehearsal)
      guard let wait = try await untilDue(), clock.now.advanced(by: wait) <= end else { break }
      try await advance(by: wait)
    }
    try await advance(by: clock.now.duration(to: end))
    var report = DrainReport(from: before, to: try await totals())
    (report.runs, report.kills) = rehearsal.totals
    return report
  }

  /// Runs what is ready; more than once if handlers make queues or the process dies.
  private func runReady(
    _ wanted: Set<QueueName>?, _ concurrency: Int, _ handlers: [Handler], _ rehearsal: Rehearsal
  ) async throws(StoreError) {
    var known: Set<QueueName> = []
    while true {
      let all = try await queueNames()
      let names = wanted ?? all
      if names == known || names.isEmpty { return }
      let worker = Worker(
        store, queues: Dictionary(uniqueKeysWithValues: names.map { ($0, 1) }),
        concurrency: concurrency, clock: clock
      ) { handlers }
      do throws(StoreError) {
        try await worker.runUntilIdle()
        known = names
      } catch {
        guard rehearsal.takeDeath() else { throw error }
        try await kill()
      }
    }
  }

  private func queueNames() async throws(StoreError) -> Set<QueueName> {
    Set(try await store.inspect { $0.queues.names })
  }

  private func totals() async throws(StoreError) -> Counters {
    try await store.inspect { $0.totals }
  }

  /// How long until something is due; zero when it is.
  private func untilDue() async throws(StoreError) -> Duration? {
    let now = clock.milliseconds
    return try await store.inspect { $0.nextDue }.map { .milliseconds($0 > now ? $0 - now : 0) }
  }
}
