import Xylem
import XylemStorage

/// The public store with a worker that does nothing but tell when a task arrived.
final class StoreUnderTest: Sendable {
  /// Where its producers and handlers run.
  let place: CallerPlace
  let store: TaskStore
  /// For each slot the nanoseconds from a task's setting out to the start of its handler.
  let arrivals: [AsyncStream<UInt64>]
  private let worker: Task<Void, any Error>

  /// What producers prefer.
  var executor: (any TaskExecutor)? { place.preference(store.executor) }

  init(_ place: CallerPlace, _ directory: String, concurrency: Int) async throws {
    self.place = place
    let store = try await TaskStore.open(directory)
    let channels = (0..<concurrency).map { _ in AsyncStream<UInt64>.makeStream() }
    let tellers = channels.map(\.continuation)
    let runner = Worker(
      store, queues: ["timed": 1], concurrency: concurrency,
      executor: place.preference(store.executor)
    ) {
      Handler(TimedTask.self) { task, _ in
        if task.slot == TimedTask.nobody { return }
        tellers[task.slot % tellers.count].yield(SystemTimeSource.nanoseconds() - task.sentAt)
      }
    }
    self.store = store
    arrivals = channels.map(\.stream)
    worker = Task { try await runner.run() }
  }

  /// Runs `body` with an open one, then closes it.
  static func use<Value: Sendable>(
    _ place: CallerPlace, _ directory: String, concurrency: Int,
    _ body: (StoreUnderTest) async throws -> Value
  ) async throws -> Value {
    let subject = try await StoreUnderTest(place, directory, concurrency: concurrency)
    do {
      let value = try await body(subject)
      try await subject.close()
      return value
    } catch {
      try? await subject.close()
      throw error
    }
  }

  /// Runs `body` with one whose producers and handlers run on Swift's pool, and one where they run
  /// on the committing thread.
  static func useBoth<Value: Sendable>(
    _ directory: String, concurrency: Int, _ body: ([StoreUnderTest]) async throws -> Value
  ) async throws -> Value {
    try await use(.pool, directory, concurrency: concurrency) { pool in
      try await use(.committer, "\(directory)-executor", concurrency: concurrency) { committer in
        try await body([pool, committer])
      }
    }
  }

  /// Waits until every task is completed, durably.
  func settle() async throws {
    while true {
      let total = try await store.statistics().total
      if total.enqueued == total.completed { return }
      try await Task.sleep(for: .milliseconds(1))
    }
  }

  /// Stops the worker and closes.
  func close() async throws {
    worker.cancel()
    try await worker.value
    await store.close()
  }
}
