import Xylem
import XylemStorage

/// The public store with a worker that does nothing but tell when a task arrived.
final class StoreUnderTest: Sendable {
  let store: TaskStore
  /// For each slot the nanoseconds from a task's setting out to the start of its handler.
  let arrivals: [AsyncStream<UInt64>]
  private let worker: Task<Void, any Error>

  init(_ directory: String, concurrency: Int) async throws {
    let store = try await TaskStore.open(directory)
    let channels = (0..<concurrency).map { _ in AsyncStream<UInt64>.makeStream() }
    let tellers = channels.map(\.continuation)
    let runner = Worker(store, queues: ["timed": 1], concurrency: concurrency) {
      Handler(TimedTask.self) { task, _ in
        tellers[task.slot % tellers.count].yield(SystemTimeSource.nanoseconds() - task.sentAt)
      }
    }
    self.store = store
    arrivals = channels.map(\.stream)
    worker = Task { try await runner.run() }
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
