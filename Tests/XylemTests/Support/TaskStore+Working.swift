import Xylem

extension TaskStore {
  /// Runs a worker on every queue of the tests while `body` runs, and then lets it drain.
  @discardableResult
  func working<Value: Sendable>(
    concurrency: Int = 4, clock: any Clock<Duration> = ContinuousClock(),
    executor: (any TaskExecutor)? = nil, @HandlerBuilder handlers: () -> [Handler],
    _ body: () async throws -> Value
  ) async throws -> Value {
    let worker = Worker(
      self, queues: ["default": 1, "numbers": 1], concurrency: concurrency,
      clock: clock, executor: executor, handlers: handlers)
    let run = Task { try await worker.run() }
    let result: Result<Value, any Error>
    do { result = .success(try await body()) } catch { result = .failure(error) }
    run.cancel()
    try await run.value
    return try result.get()
  }
}
